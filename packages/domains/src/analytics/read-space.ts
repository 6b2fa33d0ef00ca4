import type { CommunityContext } from '../context.ts';
import { requireModule } from '../modules/index.ts';
import { requireRunSpace } from '../permissions/run-space.ts';
import { FEWEST, type Compared } from './analytics.schema.ts';
import { dayAfter, daysFrom } from './days.ts';
import { momentsOf, spanOf } from './read-report.ts';
import { freshen } from './roll-up.ts';
import { countsInSpace, visitorsOf, writersOf } from './space-numbers.queries.ts';
import { SpaceNumbers, type AskSpaceNumbers } from './space-numbers.schema.ts';

const METRICS = ['post', 'comment', 'reaction', 'answer'] as const;
/** What is shown day by day: an answer is one of the comments. */
const SHOWN = ['post', 'comment', 'reaction'] as const;

/** How a space lives, beside the same number of days before, for who runs it. Throws `module.off`, `spaces.not_found`. */
// authorize: requireRunSpace asks.
export async function readSpace(
	ctx: CommunityContext,
	{ spaceId, ...window }: AskSpaceNumbers,
): Promise<SpaceNumbers> {
	const { id, name, icon, visibility } = requireRunSpace(ctx, spaceId);
	requireModule(ctx, 'analytics');
	const reach = await freshen(ctx);
	const span = spanOf(ctx, window);
	const both = { ...span, from: dayAfter(span.from, -window.days) };
	const there = { spaceId, ...momentsOf(span), withStaff: span.withStaff };
	const [counts, visitors, writers] = await Promise.all([
		countsInSpace(ctx.db, both, { spaceId, metrics: METRICS }).execute(),
		visitorsOf(ctx.db, there).executeTakeFirstOrThrow(),
		writersOf(ctx.db, there).executeTakeFirstOrThrow(),
	]);
	const found = new Map(counts.map(({ metric, on, n }) => [`${on} ${metric}`, Number(n)]));
	const compared = (wanted: string): Compared => {
		const sum = { now: 0, before: 0 };
		for (const { metric, on, n } of counts)
			if (metric === wanted) sum[on >= span.from ? 'now' : 'before'] += Number(n);
		return sum;
	};
	return SpaceNumbers.parse({
		space: { id, name, icon, visibility },
		...{ posts: compared('post'), comments: compared('comment') },
		...{ reactions: compared('reaction'), answers: compared('answer') },
		visitors: Number(visitors.n) < FEWEST ? null : Number(visitors.n),
		writers: Number(writers.n),
		byDay: {
			columns: ['day', ...SHOWN],
			rows: daysFrom(span.from, span.to).map((on) => [
				on,
				...SHOWN.map((metric) => found.get(`${on} ${metric}`) ?? 0),
			]),
		},
		...reach,
	});
}
