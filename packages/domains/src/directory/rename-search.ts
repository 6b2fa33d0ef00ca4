import type { CommunityContext } from '../context.ts';
import { changeSearches, searchIn } from './change-searches.ts';
import type { RenameSearch } from './directory.schema.ts';
import { requireFree } from './save-search.ts';

/** Gives a saved search another name. Throws `directory.search_not_found`, `directory.name_taken`. */
export async function renameSearch(
	ctx: CommunityContext,
	{ searchId, name }: RenameSearch,
): Promise<void> {
	ctx.authorize('read', 'Member', { status: 'active' });
	await changeSearches(ctx, (searches) => {
		const search = searchIn(searches, searchId);
		requireFree(
			searches.filter((one) => one !== search),
			name,
		);
		return searches.map((one) => (one === search ? { ...one, name } : one));
	});
}
