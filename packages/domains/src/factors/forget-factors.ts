import type { CommunityDb } from '@kith/db/handles';
import type { RealmDb } from '../realm.ts';
import { deletePasskeys, deleteSafeguards } from './factors.queries.ts';

/** Who leaves takes along how they proved who they were, in the caller's transaction. */
// authorize: the verbs that end a membership have asked.
export async function forgetFactors(db: CommunityDb, userId: string): Promise<void> {
	const realmDb = db as unknown as RealmDb;
	await deletePasskeys(realmDb, userId).execute();
	await deleteSafeguards(realmDb, userId).execute();
}
