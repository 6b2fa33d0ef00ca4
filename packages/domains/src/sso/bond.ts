import * as z from 'zod';
import { hashToken } from '@kith/kernel/ids';

/** By what somebody's session at a provider is known: what it is reminded by, and what it may say that it ended. */
export const Bond = z.strictObject({
	idToken: z.string().nullable(),
	sid: z.string().nullable(),
	saml: z
		.strictObject({ nameId: z.string(), nameIdFormat: z.string(), sessionIndex: z.string() })
		.nullable(),
});
export type Bond = z.infer<typeof Bond>;

export const NO_BOND: Bond = { idToken: null, sid: null, saml: null };

/** A cookie has an end: a token that is longer is left out, and the provider asks who it is. */
const LONGEST_TOKEN = 2500;

/** As much of it as a browser can keep. */
export function inCookie({ idToken, saml }: Bond): Bond {
	const isShort = idToken !== null && idToken.length <= LONGEST_TOKEN;
	return { idToken: isShort ? idToken : null, sid: null, saml };
}

/** What a session here is marked with that a connection opened; `sid` is what the provider calls its own. */
export const markOf = (connectionId: string, sid: string | null) =>
	`${connectionId} ${sid === null ? '-' : hashToken(sid)}`;

/** Under which name is kept whose a provider's session is. */
export const sidName = (connectionId: string, sid: string) =>
	`sso-sid:${hashToken(`${connectionId} ${sid}`)}`;
