import { generateAuthenticationOptions, generateRegistrationOptions } from '@simplewebauthn/server';
import { realmOf, selfOf, type RealmContext } from '../realm.ts';
import { newChallenge } from './challenge.ts';
import { passkeysOf } from './factors.queries.ts';
import type { PasskeyOptions } from './factors.schema.ts';
import { requireFresh } from './fresh.ts';

/** Ed25519, ES256 and RS256 (COSE): every authenticator has one of them. */
export const KEY_KINDS = [-8, -7, -257] as const;

/** What a browser is asked to make a passkey with. */
// authorize: one's own account, proved just now.
export async function startPasskey(ctx: RealmContext): Promise<PasskeyOptions> {
	const self = selfOf(ctx);
	requireFresh(ctx, self);
	const realm = realmOf(ctx);
	const known = await passkeysOf(realm.db, self.userId).execute();
	const options = await generateRegistrationOptions({
		...{ rpName: realm.name, rpID: realm.host, attestationType: 'none' },
		userID: handleOf(self.userId),
		...{ userName: self.email, userDisplayName: self.name || self.email },
		challenge: bytesOf(newChallenge(ctx, `add ${self.userId}`)),
		excludeCredentials: known
			.filter(({ host }) => host === realm.host)
			.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
		supportedAlgorithmIDs: [...KEY_KINDS],
		// A passkey can open the door alone, so it has to know its owner and show that they are there.
		authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
	});
	return { ...options };
}

/** What a browser is asked with when anybody may answer: the same for everyone. */
// authorize: anyone may ask to sign in.
export async function passkeyChallenge(ctx: RealmContext): Promise<PasskeyOptions> {
	const options = await generateAuthenticationOptions({
		...{ rpID: realmOf(ctx).host, userVerification: 'required' },
		challenge: bytesOf(newChallenge(ctx, 'enter')),
	});
	return { ...options };
}

/** The same for one person, who has shown another proof already. */
// authorize: called for a person who waits at the second step, or confirms who they are.
export async function passkeyChallengeFor(
	ctx: RealmContext,
	userId: string,
): Promise<PasskeyOptions> {
	const realm = realmOf(ctx);
	const known = await passkeysOf(realm.db, userId).execute();
	const options = await generateAuthenticationOptions({
		...{ rpID: realm.host, userVerification: 'required' },
		challenge: bytesOf(newChallenge(ctx, `step ${userId}`)),
		allowCredentials: known
			.filter(({ host }) => host === realm.host)
			.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
	});
	return { ...options };
}

/** The handle that a passkey gives back: a person's id, and nothing else about them. */
export const handleOf = (userId: string): Uint8Array<ArrayBuffer> =>
	bytesOf(userId.replaceAll('-', ''), 'hex');

const bytesOf = (text: string, encoding: 'utf8' | 'hex' = 'utf8'): Uint8Array<ArrayBuffer> =>
	Uint8Array.from(Buffer.from(text, encoding));
