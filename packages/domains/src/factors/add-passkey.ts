import { verifyRegistrationResponse } from '@simplewebauthn/server';
import { ConflictError, InvalidError, LimitReachedError } from '@kith/kernel/errors';
import { inRealm, realmOf, renewSession, selfOf, type RealmContext, type Self } from '../realm.ts';
import { isOurs, spend } from './challenge.ts';
import { insertPasskey, passkeysOf, safeguardsOf } from './factors.queries.ts';
import { NewPasskeyAnswer, type AddPasskey, type NewCodes } from './factors.schema.ts';
import { requireFresh } from './fresh.ts';
import { giveRecoveryCodes } from './give-recovery-codes.ts';
import { tellOwner } from './notices.ts';
import { textAsJson } from './text-as-json.ts';
import { KEY_KINDS } from './passkey-options.ts';
import { passkeyIdOf } from './passkey-id.ts';

const MOST_PASSKEYS = 20;

/**
 * Keeps a passkey that a browser made for the acting person. Whoever has no recovery codes yet gets them, and their
 * other sessions end. Throws `factors.bad_passkey`.
 */
// authorize: one's own account, proved just now.
export async function addPasskey(
	ctx: RealmContext,
	{ name, passkey }: AddPasskey,
): Promise<NewCodes> {
	const self = selfOf(ctx);
	requireFresh(ctx, self);
	const { userId } = self;
	const answer = NewPasskeyAnswer.safeParse(textAsJson(passkey)).data;
	if (!answer) throw new InvalidError('factors.bad_passkey');
	const credential = await verifiedCredential(ctx, self, answer);
	const { host } = realmOf(ctx);
	const recoveryCodes = await inRealm(ctx, async (db) => {
		const known = await passkeysOf(db, userId).execute();
		if (known.length >= MOST_PASSKEYS) throw new LimitReachedError('factors.too_many_passkeys');
		const added = await insertPasskey(db, {
			...{ id: passkeyIdOf(credential.id), userId, host, name, createdAt: ctx.clock.now() },
			...{ credentialId: credential.id, counter: credential.counter },
			publicKey: Buffer.from(credential.publicKey).toString('base64url'),
			transports: answer.response.transports ?? [],
		}).executeTakeFirst();
		if (!added) throw new ConflictError('factors.passkey_known');
		const safeguards = await safeguardsOf(db, userId).executeTakeFirst();
		return safeguards?.recoveryLeft ? null : giveRecoveryCodes(ctx, db, userId);
	});
	await renewSession(ctx, self, { shown: 'passkey', alone: self.session.factor === null });
	await tellOwner(ctx, userId, 'passkey-added');
	return { recoveryCodes };
}

async function verifiedCredential(ctx: RealmContext, self: Self, answer: NewPasskeyAnswer) {
	const { host, origin } = realmOf(ctx);
	let challenge = '';
	const checked = await verifyRegistrationResponse({
		response: answer as Parameters<typeof verifyRegistrationResponse>[0]['response'],
		expectedChallenge: (given) => isOurs(ctx, `add ${self.userId}`, (challenge = given)),
		...{ expectedOrigin: origin, expectedRPID: host, requireUserVerification: true },
		supportedAlgorithmIDs: [...KEY_KINDS],
	}).catch((cause: unknown) => {
		throw new InvalidError('factors.bad_passkey', {}, { cause });
	});
	if (!checked.verified) throw new InvalidError('factors.bad_passkey');
	await spend(ctx, challenge);
	return checked.registrationInfo.credential;
}
