import type { Realm, RealmDb } from '../realm.ts';
import { clearRecovery, clearSessionFactors, methodsOf } from './factors.queries.ts';

/** What somebody can be asked for beside a code or a password. */
export type Methods = { app: boolean; passkey: boolean; recovery: boolean };

const NONE: Methods = { app: false, passkey: false, recovery: false };

/** The second factors of a person, as they work on the realm's host. */
export async function methodsFor(
	{ db, host }: Pick<Realm, 'db' | 'host'>,
	userId: string,
): Promise<Methods> {
	const row = await methodsOf(db, userId, host).executeTakeFirst();
	if (!row) return NONE;
	const { app, passkey, recoveryLeft } = row;
	return { app, passkey: Boolean(passkey), recovery: recoveryLeft > 0 };
}

export const hasAny = ({ app, passkey }: Methods): boolean => app || passkey;

/** After a factor is gone: who has none left has no recovery codes either, and no session that counts for more. */
// authorize: the verbs that take a factor away have asked.
export async function settleWithout(
	db: RealmDb,
	{ userId, host }: { userId: string; host: string },
): Promise<Methods> {
	const left = await methodsFor({ db, host }, userId);
	if (hasAny(left)) return left;
	await clearRecovery(db, userId).execute();
	await clearSessionFactors(db, userId).execute();
	return left;
}
