import type { CommunityContext } from '../context.ts';
import { isAllowed } from '../permissions/ability.ts';
import { authorizeLookUp, wantedBy } from './look-up.ts';
import { rosterCount } from './roster.queries.ts';
import {
	EVERYBODY,
	type ExportRoster,
	type RosterExport,
	type RosterFilter,
} from './roster.schema.ts';

/**
 * Begins a file of the members that a filter means, and writes down who takes it, by which filter and how many are in
 * it. The rows are read page by page as the list is; the columns are the fields that the actor may see of everybody.
 */
// authorize: authorizeLookUp asks for any one of three.
export async function exportRoster(
	ctx: CommunityContext,
	{ filter }: ExportRoster,
): Promise<RosterExport> {
	authorizeLookUp(ctx);
	const wanted = wantedBy(ctx, filter);
	const { id, name } = ctx.community;
	const count = await ctx.transaction(async (tx) => {
		const found = await rosterCount(tx.db, wanted).executeTakeFirstOrThrow();
		tx.audit({
			...{ action: 'members.exported', target: { kind: 'community', id, label: name } },
			after: { count: found.count, ...said(filter) },
		});
		return found.count;
	});
	const fields = ctx.snapshot.memberFields.filter(
		({ kind, archivedAt, visibility }) =>
			archivedAt === null &&
			kind !== 'file' &&
			visibility !== 'self' &&
			isAllowed(ctx.ability, 'read', 'MemberField', { visibility }),
	);
	const hasLabels = isAllowed(ctx.ability, 'read', 'Note');
	return {
		count,
		hasLabels,
		fields: fields.map((field) => ({ id: field.id, label: field.label })),
	};
}

/** The parts of a filter that leave somebody out. */
function said(filter: RosterFilter): Record<string, unknown> {
	const parts = Object.entries(filter);
	const empty = (key: string) => JSON.stringify(EVERYBODY[key as keyof RosterFilter]);
	return Object.fromEntries(parts.filter(([key, part]) => JSON.stringify(part) !== empty(key)));
}
