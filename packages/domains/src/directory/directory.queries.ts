import type { CommunityDb } from '@kith/db/handles';
import type { SavedSearch } from './directory.schema.ts';

export const savedSearchesOf = (db: CommunityDb, memberId: string) =>
	db.selectFrom('members').select('savedSearches').where('id', '=', memberId);

export const keepSearches = (db: CommunityDb, memberId: string, searches: readonly SavedSearch[]) =>
	db
		.updateTable('members')
		.set({ savedSearches: JSON.stringify(searches) })
		.where('id', '=', memberId);
