import { ConflictError, LimitReachedError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { wantedBy } from './look-up.ts';
import { keepSegments, startSegments, storedSegments } from './roster.queries.ts';
import {
	MOST_SEGMENTS,
	Segments,
	type RosterFilter,
	type SaveSegment,
	type Segment,
	type SegmentRef,
} from './roster.schema.ts';

/** The filters that are kept under a name for all who run the community, in the order of their names. */
export async function listSegments(ctx: CommunityContext): Promise<Segment[]> {
	ctx.authorize('administer', 'Member');
	const row = await storedSegments(ctx.db).executeTakeFirst();
	return Segments.parse(row?.value ?? []);
}

/** A filter that is kept. Throws `roster.segment_not_found`. */
// authorize: listSegments asks.
export async function keptFilter(
	ctx: CommunityContext,
	{ segmentId }: SegmentRef,
): Promise<RosterFilter> {
	const kept = (await listSegments(ctx)).find(({ id }) => id === segmentId);
	if (!kept) throw new NotFoundError('roster.segment_not_found');
	return kept.filter;
}

/**
 * Keeps a filter under a name, or changes one that is kept. Throws `roster.name_taken`, `roster.too_many`, and what
 * the filter names and is not there.
 */
export async function saveSegment(ctx: CommunityContext, segment: SaveSegment): Promise<void> {
	ctx.authorize('administer', 'Member');
	wantedBy(ctx, segment.filter);
	const folded = segment.name.toLowerCase();
	await change(ctx, (segments) => {
		const others = segments.filter(({ id }) => id !== segment.id);
		if (others.length >= MOST_SEGMENTS) throw new LimitReachedError('roster.too_many');
		if (others.some(({ name }) => name.toLowerCase() === folded))
			throw new ConflictError('roster.name_taken');
		return [...others, segment].toSorted((one, other) => one.name.localeCompare(other.name));
	});
}

/** Forgets a kept filter; the members are not touched. Throws `roster.segment_not_found`. */
export async function deleteSegment(
	ctx: CommunityContext,
	{ segmentId }: SegmentRef,
): Promise<void> {
	ctx.authorize('administer', 'Member');
	await change(ctx, (segments) => {
		const others = segments.filter(({ id }) => id !== segmentId);
		if (others.length === segments.length) throw new NotFoundError('roster.segment_not_found');
		return others;
	});
}

async function change(
	ctx: CommunityContext,
	edit: (segments: readonly Segment[]) => Segment[],
): Promise<void> {
	const now = ctx.clock.now();
	// authorize: both verbs have asked.
	await ctx.transaction(async (tx) => {
		await startSegments(tx.db, now).execute();
		const { value } = await storedSegments(tx.db).forNoKeyUpdate().executeTakeFirstOrThrow();
		const before = Segments.parse(value);
		const after = edit(before);
		await keepSegments(tx.db, after, now).execute();
		const target = { kind: 'settings', id: 'segments', label: 'segments' };
		const told = { before: namedIn(before), after: namedIn(after) };
		tx.audit({ action: 'settings.updated', target, ...told });
	});
}

/** Each filter under its name. */
const namedIn = (segments: readonly Segment[]) =>
	Object.fromEntries(segments.map(({ name, filter }) => [name, filter]));
