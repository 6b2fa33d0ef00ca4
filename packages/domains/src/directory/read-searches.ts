import type { CommunityContext } from '../context.ts';
import { searcherOf } from './change-searches.ts';
import { savedSearchesOf } from './directory.queries.ts';
import { SavedSearches, type SavedSearch } from './directory.schema.ts';

/** The searches that the actor keeps, in the order they were saved. */
export async function listSearches(ctx: CommunityContext): Promise<SavedSearch[]> {
	ctx.authorize('read', 'Member', { status: 'active' });
	const row = await savedSearchesOf(ctx.db, searcherOf(ctx)).executeTakeFirst();
	return SavedSearches.parse(row?.savedSearches ?? []);
}
