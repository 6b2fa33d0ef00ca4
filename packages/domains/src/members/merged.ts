import type { CommunityDb } from '@kith/db/handles';
import { mergedIdsOf } from './merged.queries.ts';

/** The purpose that an address which no longer signs in is sealed for on its way to the mail. */
export const MERGED_SEAL = 'merged address';

/** The ids that a member went under before accounts of theirs became this one. */
export async function mergedInto(db: CommunityDb, memberId: string): Promise<string[]> {
	const row = await mergedIdsOf(db, memberId).executeTakeFirst();
	return row?.mergedIds ?? [];
}
