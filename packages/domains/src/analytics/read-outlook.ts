import type { CommunityContext } from '../context.ts';
import { requireModule } from '../modules/index.ts';
import { dayAfter, dayOf, daysFrom, timeZoneOf } from './days.ts';
import { LOOKED_AT, lookAhead } from './look-ahead.ts';
import { Outlook, SHOWN, type OutlookMetric } from './outlook.schema.ts';
import { activeSteps, countsByDay, type Span } from './reports.queries.ts';
import { freshen } from './roll-up.ts';

/**
 * How many members are here, write or join on each day, and what the next four weeks bring if it goes on like that, with
 * how far that was off before. Whoever works for the community is not counted. Throws `module.off`.
 */
export async function readOutlook(
	ctx: CommunityContext,
	{ metric }: { metric: OutlookMetric },
): Promise<Outlook> {
	ctx.authorize('read', 'Analytics');
	requireModule(ctx, 'analytics');
	const reach = await freshen(ctx);
	// Today is not over.
	const to = dayAfter(dayOf(ctx.clock.now(), timeZoneOf(ctx)), -1);
	const span = { from: dayAfter(to, 1 - LOOKED_AT), to, withStaff: false };
	const counted = await COUNTED[metric](ctx, span);
	const all = daysFrom(span.from, to).map((day) => ({ day, n: counted.get(day) ?? 0 }));
	// Before the first there was no community yet, or nobody counted.
	const begin = all.findIndex(({ n }) => n > 0);
	const known = begin === -1 ? [] : all.slice(begin);
	const found = await lookAhead(
		known.map(({ n }) => n),
		(ahead) => dayAfter(to, ahead),
	);
	return Outlook.parse({
		...{ metric, known: known.length, found, ...reach },
		history: known.slice(-SHOWN),
	});
}

type Counted = Map<string, number>;
const COUNTED: Readonly<
	Record<OutlookMetric, (ctx: CommunityContext, span: Span) => Promise<Counted>>
> = {
	active: async ({ db }, span) => {
		const rows = await activeSteps(db, span).execute();
		return countedOf(rows.filter(({ what }) => what === 'begin'));
	},
	texts: async ({ db }, span) =>
		countedOf(await countsByDay(db, span, ['post', 'comment']).execute()),
	joined: async ({ db }, span) => countedOf(await countsByDay(db, span, ['joined']).execute()),
};

function countedOf(rows: readonly { on: string; n: string }[]): Counted {
	const counted: Counted = new Map();
	for (const { on, n } of rows) counted.set(on, (counted.get(on) ?? 0) + Number(n));
	return counted;
}
