import type * as z from 'zod';
import { cookieValues } from '@kith/kernel/cookies';
import { seal, unseal } from '@kith/kernel/seal';
import type { CommunityContext } from './context.ts';

/** What a browser keeps for us and can neither read nor change, for one community and one purpose. */
export type SealedCookie<Value> = { name: string; schema: z.ZodType<Value>; seconds: number };

const isSecure = ({ community }: CommunityContext) => community.origin.startsWith('https:');

/** Bound to one host by its prefix wherever the connection is encrypted. */
const nameOf = (ctx: CommunityContext, name: string) => `${isSecure(ctx) ? '__Host-' : ''}${name}`;

function lineOf(ctx: CommunityContext, name: string, value: string, seconds: number): string {
	const line = `${nameOf(ctx, name)}=${value}; Max-Age=${seconds}; Path=/; HttpOnly; SameSite=Lax`;
	return isSecure(ctx) ? `${line}; Secure` : line;
}

const purposeOf = ({ community }: CommunityContext, name: string) => `${name} ${community.id}`;

/** Gives the browser of this request something to keep. */
export function give<Value>(
	ctx: CommunityContext,
	{ name, seconds }: SealedCookie<Value>,
	value: Value,
): void {
	const sealed = seal(ctx.services.secret, purposeOf(ctx, name), JSON.stringify(value));
	ctx.request.setCookie(lineOf(ctx, name, sealed, seconds));
}

/** What the browser kept; null when it has nothing, or nothing of ours. */
export function readGiven<Value>(
	ctx: CommunityContext,
	{ name, schema }: SealedCookie<Value>,
): Value | null {
	for (const value of cookieValues(ctx.request.cookie, nameOf(ctx, name)))
		try {
			const text = unseal(ctx.services.secret, purposeOf(ctx, name), value);
			return schema.parse(JSON.parse(text));
		} catch {
			// Another's, or changed: the next may be ours.
		}
	return null;
}

/** Has the browser forget it. */
export function takeBack<Value>(ctx: CommunityContext, { name }: SealedCookie<Value>): void {
	ctx.request.setCookie(lineOf(ctx, name, '', 0));
}
