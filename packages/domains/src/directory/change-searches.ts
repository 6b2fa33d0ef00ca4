import { selfOf } from '@kith/kernel/actor';
import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { keepSearches, savedSearchesOf } from './directory.queries.ts';
import { SavedSearches, type SavedSearch } from './directory.schema.ts';

/** The acting member, whose searches are theirs alone. */
// authorize: tells the actor's own id.
export function searcherOf(ctx: CommunityContext): string {
	const memberId = selfOf(ctx.actor);
	return memberId;
}

/** Changes the actor's own searches, one change after the other. */
// authorize: the verbs that change searches have asked, and the searches are the actor's own.
export async function changeSearches(
	ctx: CommunityContext,
	change: (searches: SavedSearch[]) => SavedSearch[],
): Promise<void> {
	const memberId = searcherOf(ctx);
	await ctx.transaction(async (tx) => {
		const row = await savedSearchesOf(tx.db, memberId).forNoKeyUpdate().executeTakeFirst();
		if (!row) throw new NotFoundError('members.not_found');
		const searches = change(SavedSearches.parse(row.savedSearches));
		await keepSearches(tx.db, memberId, searches).execute();
	});
}

/** The search among `searches`; throws `directory.search_not_found`. */
export function searchIn(searches: readonly SavedSearch[], searchId: string): SavedSearch {
	const search = searches.find(({ id }) => id === searchId);
	if (!search) throw new NotFoundError('directory.search_not_found');
	return search;
}
