import { ConflictError, LimitReachedError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { filterFields } from '../fields/index.ts';
import { changeSearches } from './change-searches.ts';
import { MOST_SEARCHES, type SavedSearch } from './directory.schema.ts';

/**
 * Keeps what the directory was asked for under a name. Throws `directory.name_taken`, `directory.too_many`, and
 * `fields.not_found` or `roles.not_found` for what the actor may not look members up by.
 */
export async function saveSearch(ctx: CommunityContext, search: SavedSearch): Promise<void> {
	ctx.authorize('read', 'Member', { status: 'active' });
	const { filters, roleKey } = search.query;
	const fields = filterFields(ctx);
	if (filters.some(({ fieldId }) => !fields.some(({ id }) => id === fieldId)))
		throw new NotFoundError('fields.not_found');
	if (roleKey !== null && !ctx.snapshot.roles.some(({ key }) => key === roleKey))
		throw new NotFoundError('roles.not_found');
	await changeSearches(ctx, (searches) => {
		if (searches.some(({ id }) => id === search.id)) return searches;
		if (searches.length >= MOST_SEARCHES) throw new LimitReachedError('directory.too_many');
		requireFree(searches, search.name);
		return [...searches, search];
	});
}

/** Throws `directory.name_taken` where another search of the member has this name. */
export function requireFree(searches: readonly SavedSearch[], name: string): void {
	const folded = name.toLowerCase();
	if (searches.some((one) => one.name.toLowerCase() === folded))
		throw new ConflictError('directory.name_taken');
}
