import type { CommunityContext } from '../context.ts';
import { changeSearches, searchIn } from './change-searches.ts';
import type { SearchRef } from './directory.schema.ts';

/** Forgets a saved search. Throws `directory.search_not_found`. */
export async function deleteSearch(ctx: CommunityContext, { searchId }: SearchRef): Promise<void> {
	ctx.authorize('read', 'Member', { status: 'active' });
	await changeSearches(ctx, (searches) => {
		const search = searchIn(searches, searchId);
		return searches.filter((one) => one !== search);
	});
}
