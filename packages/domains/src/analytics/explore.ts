import { InvalidError } from '@kith/kernel/errors';
import { noteOfFile } from '../audit/index.ts';
import type { CommunityContext } from '../context.ts';
import { requireModule } from '../modules/index.ts';
import type { Cell } from './analytics.schema.ts';
import { dayAfter, daysBetween, dayOf, MEMBER_DAYS_KEPT, timeZoneOf } from './days.ts';
import { ordinaryRole, whoIsMeant } from './explored-people.ts';
import { readLines, type Lines } from './explore-lines.ts';
import {
	basisOf,
	Explored,
	isNarrowed,
	isOfNewcomers,
	MOST_DAYS_BACK,
	tellsPeopleApart,
	type AskExplore,
	type Basis,
} from './explore.schema.ts';
import type { Span } from './reports.queries.ts';
import { freshen } from './roll-up.ts';
import { mondayOf } from './write-week.ts';

/**
 * One number of the community, told by something, of some of its people and some days: what the sums or the days of single
 * members can tell. Fewer than five people are told of only together with others, or not. Throws `module.off`,
 * `analytics.not_offered` for what goes with nothing, `analytics.too_far_back`, `roles.not_found` and
 * `roster.segment_not_found`.
 */
export async function explore(ctx: CommunityContext, asked: AskExplore): Promise<Explored> {
	ctx.authorize('read', 'Analytics');
	if (asked.dimension === 'label') ctx.authorize('read', 'Note');
	requireModule(ctx, 'analytics');
	const { metric, dimension, withStaff } = asked;
	const people = asked.people.kind;
	const basis = basisOf({ metric, dimension, withStaff, people });
	if (basis === null) throw new InvalidError('analytics.not_offered');
	const meant = await whoIsMeant(ctx, asked.people);
	const { span, spanBefore } = spansOf(ctx, asked, basis);
	const reach = await freshen(ctx);
	const question = {
		...{ metric, dimension, meant, basis, ordinaryId: ordinaryRole(ctx).id },
		isNarrowed: isNarrowed({ dimension, people }),
	};
	const now = await readLines(ctx, { ...question, span });
	const before = spanBefore && (await readLines(ctx, { ...question, span: spanBefore }));
	return Explored.parse({
		...tableOf(asked, now, before),
		...{ total: now.total, before: before?.total ?? null, basis, ...reach },
		span: { from: span.from, to: span.to },
		spanBefore: spanBefore && { from: spanBefore.from, to: spanBefore.to },
	});
}

/** The same for a file; writes down who takes what. */
// authorize: explore asks.
export async function exportExplored(ctx: CommunityContext, asked: AskExplore): Promise<Explored> {
	const explored = await explore(ctx, asked);
	const { metric, dimension, people, withStaff } = asked;
	const { rows, span } = explored;
	const taken = { count: rows.length, name: 'explorer', metric, dimension, people, withStaff };
	await ctx.transaction(async (tx) =>
		tx.audit(noteOfFile(ctx, 'analytics.exported', { ...taken, ...span })),
	);
	return explored;
}

/**
 * The days that are looked at, and as many whole weeks before as they do not overlap with: so each day stands beside the
 * same day of the week.
 */
function spansOf(
	ctx: CommunityContext,
	{ dimension, metric, days, from, to, withStaff, isCompared }: AskExplore,
	basis: Basis,
): { span: Span; spanBefore: Span | null } {
	const today = dayOf(ctx.clock.now(), timeZoneOf(ctx));
	const last = to ?? today;
	const first = from ?? dayAfter(last, 1 - days);
	if (first < dayAfter(today, -MOST_DAYS_BACK) || last > today)
		throw new InvalidError('analytics.too_far_back', { days: MOST_DAYS_BACK });
	const span = { from: dimension === 'week' ? mondayOf(first) : first, to: last, withStaff };
	const back = -7 * Math.ceil((daysBetween(span.from, span.to) + 1) / 7);
	const before = { ...span, from: dayAfter(span.from, back), to: dayAfter(span.to, back) };
	const isKnown =
		basis === 'sums' ||
		isOfNewcomers(metric) ||
		before.from >= dayAfter(today, 1 - MEMBER_DAYS_KEPT);
	return { span, spanBefore: isCompared && isKnown ? before : null };
}

/** What tells people apart falls together otherwise in other days: there only the whole is set beside the whole. */
function tableOf({ dimension, metric }: AskExplore, now: Lines, before: Lines | null) {
	const isBeside = before !== null && !tellsPeopleApart(dimension);
	return {
		columns: [dimension, metric, ...(isBeside ? ['before'] : [])],
		rows: now.lines.map(({ name, n }, at): Cell[] => [
			...[name, n],
			...(isBeside ? [cellBeside(before, at, now)] : []),
		]),
	};
}

/** Days and weeks stand in their order, everything else by what it is. */
function cellBeside(before: Lines, at: number, now: Lines): Cell {
	const { key } = now.lines[at] ?? {};
	const line = now.isInOrder ? before.lines[at] : before.lines.find((one) => one.key === key);
	return line ? line.n : 0;
}
