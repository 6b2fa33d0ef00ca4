import type { CommunityDb } from '@kith/db/handles';
import { deleteDraftsOf } from './drafts.queries.ts';

/** Deletes whatever a member was writing, in the caller's transaction: nobody else has seen it, nobody will. */
// authorize: the verbs that end a membership have asked.
export async function forgetDrafts(db: CommunityDb, memberId: string): Promise<void> {
	await deleteDraftsOf(db, memberId).execute();
}
