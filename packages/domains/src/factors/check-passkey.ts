import { verifyAuthenticationResponse } from '@simplewebauthn/server';
import { InvalidError } from '@kith/kernel/errors';
import { realmOf, type RealmContext } from '../realm.ts';
import { isOurs, spend, type Purpose } from './challenge.ts';
import { markPasskeyUsed, passkeyById } from './factors.queries.ts';
import { PasskeyAnswer } from './factors.schema.ts';
import { passkeyIdOf } from './passkey-id.ts';
import { textAsJson } from './text-as-json.ts';

type Owner = { userId: string; email: string; name: string };

/**
 * Whose passkey answered. Throws `identity.bad_passkey` for one that is unknown here, answers another question, comes
 * late or a second time, or did not make sure of its owner: from outside they are all the same.
 */
// authorize: the passkey is the proof.
export async function checkPasskey(
	ctx: RealmContext,
	text: string,
	purpose: Purpose,
): Promise<Owner> {
	const answer = PasskeyAnswer.safeParse(textAsJson(text)).data;
	if (!answer) throw badPasskey();
	const { db, host, origin } = realmOf(ctx);
	const row = await passkeyById(db, passkeyIdOf(answer.id)).executeTakeFirst();
	if (!row || row.host !== host || row.credentialId !== answer.id) throw badPasskey();
	if (purpose.startsWith('step ') && purpose !== `step ${row.userId}`) throw badPasskey();
	const { userHandle, ...response } = answer.response;
	const handle = userHandle ? { userHandle } : {};
	let challenge = '';
	const { verified, authenticationInfo } = await verifyAuthenticationResponse({
		response: { ...answer, response: { ...response, ...handle } },
		expectedChallenge: (given) => isOurs(ctx, purpose, (challenge = given)),
		...{ expectedOrigin: origin, expectedRPID: host, requireUserVerification: true },
		credential: {
			id: row.credentialId,
			publicKey: Uint8Array.from(Buffer.from(row.publicKey, 'base64url')),
			counter: Number(row.counter),
		},
	}).catch((cause: unknown) => {
		throw badPasskey(cause);
	});
	if (!verified) throw badPasskey();
	await spend(ctx, challenge).catch((cause: unknown) => {
		throw badPasskey(cause);
	});
	await markPasskeyUsed(db, row.id, authenticationInfo.newCounter, ctx.clock.now()).execute();
	return { userId: row.userId, email: row.email, name: row.name };
}

function badPasskey(cause?: unknown): InvalidError {
	return new InvalidError('identity.bad_passkey', {}, { cause });
}
