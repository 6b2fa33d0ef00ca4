import type { RealmContext, RealmDb } from '../realm.ts';
import { realmOf } from '../realm.ts';
import { keepRecoveryHashes } from './factors.queries.ts';
import { newRecoveryCodes, recoveryHash } from './recovery-codes.ts';

/** Ten new recovery codes in the place of whatever there was, in the transaction of `db`. */
// authorize: the verbs that give codes have asked.
export async function giveRecoveryCodes(
	ctx: RealmContext,
	db: RealmDb,
	userId: string,
): Promise<string[]> {
	const realm = realmOf(ctx);
	const codes = newRecoveryCodes();
	const hashes = codes.map((code) => recoveryHash(ctx.services, realm, userId, code));
	await keepRecoveryHashes(db, userId, hashes).execute();
	return codes;
}
