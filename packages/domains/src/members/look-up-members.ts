import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import type { FieldFilter } from '../fields/fields.schema.ts';
import { filterFields, keysIn } from '../fields/index.ts';

/** What members must be found by: any of some options, or all of some words. */
export type KeysAsked = { match: 'any' | 'all'; keys: readonly string[] };

/** The keys behind filters. Throws `fields.not_found` for a field that the actor may not look members up by. */
// authorize: the fields are those that the ability lets the actor see of everyone.
export function keysAsked(ctx: CommunityContext, filters: readonly FieldFilter[]): KeysAsked[] {
	const fields = filters.length > 0 ? filterFields(ctx) : [];
	return filters.map(({ fieldId, values }) => {
		const field = fields.find(({ id }) => id === fieldId);
		if (!field) throw new NotFoundError('fields.not_found');
		return { match: field.options.length > 0 ? 'any' : 'all', keys: keysIn(field, values) };
	});
}
