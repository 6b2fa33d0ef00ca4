import { decodeCursor, toPage } from '@kith/kernel/pages';
import type { CommunityContext } from '../context.ts';
import { requireRunSpace } from '../permissions/run-space.ts';
import type { SpaceRef } from '../spaces/spaces.schema.ts';
import { entriesPage, lateActors } from './audit.queries.ts';
import type { AuditActor, AuditEntry } from './audit.schema.ts';
import { actionsOn, actorOf, entryOf, LATE, Place, wantedBy } from './list-entries.ts';
import { SPACE_LOG_KINDS, type ListSpaceLog } from './space-log.schema.ts';

/** What was done in one space, newest first, for who runs it. Throws `spaces.not_found`. */
// authorize: requireRunSpace asks.
export async function listSpaceLog(ctx: CommunityContext, input: ListSpaceLog) {
	const { spaceId, kind, cursor, limit, ...filter } = input;
	requireRunSpace(ctx, spaceId);
	const after = decodeCursor(cursor, Place);
	const actions = kind ? actionsOn(SPACE_LOG_KINDS[kind]) : null;
	const wanted = { ...(await wantedBy(ctx, filter)), spaceId, actions, after, limit };
	const rows = await entriesPage(ctx.db, wanted).execute();
	const page = toPage(rows, limit, ({ at, number }) => [at.toISOString(), number]);
	const known = readableNames(ctx);
	return { ...page, items: page.items.map((row) => withoutElsewhere(entryOf(row), known)) };
}

/** Who is named as the actor of one of the last thousand entries of a space, for who runs it. Throws as above. */
// authorize: as above.
export async function listSpaceActors(
	ctx: CommunityContext,
	{ spaceId }: SpaceRef,
): Promise<AuditActor[]> {
	requireRunSpace(ctx, spaceId);
	const rows = await lateActors(ctx.db, { actions: null, spaceId, limit: LATE }).execute();
	return rows.flatMap(actorOf);
}

const readableNames = ({ snapshot, grants }: CommunityContext): ReadonlySet<unknown> =>
	new Set(
		snapshot.spaces.filter(({ id }) => grants.spaces.readable.includes(id)).map(({ name }) => name),
	);

/** What is said in entries of another space, by the word beside its name. */
const ELSEWHERE: Readonly<Record<string, readonly ['before' | 'after', ...string[]]>> = {
	'posts.moved': ['after', 'space'],
	'ideas.merged': ['after', 'space', 'into', 'intoId'],
	'ideas.separated': ['before', 'space', 'into', 'intoId'],
};

/** An entry without what it says of a space that the reader may not open. */
function withoutElsewhere(entry: AuditEntry, known: ReadonlySet<unknown>): AuditEntry {
	const [side, ...keys] = ELSEWHERE[entry.action] ?? [];
	const state = side && entry.details?.[side];
	if (!side || !entry.details || !state || !('space' in state) || known.has(state['space']))
		return entry;
	const kept = Object.entries(state).filter(([key]) => !keys.includes(key));
	return { ...entry, details: { ...entry.details, [side]: Object.fromEntries(kept) } };
}
