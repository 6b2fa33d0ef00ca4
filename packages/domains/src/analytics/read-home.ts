import type { CommunityContext } from '../context.ts';
import { requireModule } from '../modules/index.ts';
import { readMrr } from '../sales/index.ts';
import { Home, type Compared, type Sign, type Window } from './analytics.schema.ts';
import { dayAfter } from './days.ts';
import { activeAround, countsByDay, type Span } from './reports.queries.ts';
import { spanOf } from './read-report.ts';
import { signalsOf } from './signals.ts';
import { freshen } from './roll-up.ts';

const DAY_MS = 86_400_000;

/** What matters of the last days beside the same number of days before. Throws `module.off`. */
export async function readHome(ctx: CommunityContext, window: Window): Promise<Home> {
	ctx.authorize('read', 'Analytics');
	requireModule(ctx, 'analytics');
	const reach = await freshen(ctx);
	const span = spanOf(ctx, window);
	const both = { ...span, from: dayAfter(span.from, -window.days) };
	const now = ctx.clock.now();
	const start = new Date(now.getTime() - window.days * DAY_MS);
	const [active, counts, money, signals] = await Promise.all([
		activeAround(ctx.db, both, span.from).executeTakeFirstOrThrow(),
		countsByDay(ctx.db, both, ['joined', 'answer']).execute(),
		readMrr(ctx, [start, now]),
		signalsOf(ctx, both, span),
	]);
	const compared = (metric: string) => compare(counts, metric, span);
	const [here, answers] = [
		{ now: Number(active.now), before: Number(active.before) },
		compared('answer'),
	];
	const [before = 0, today = 0] = money?.amounts ?? [];
	return Home.parse({
		...{ active: here, joined: compared('joined'), answers, signals },
		mrr: money && { now: today, before, currency: money.currency },
		headline: { active: signOf(here), answers: signOf(answers) },
		...reach,
	});
}

function compare(
	counts: readonly { metric: string; on: string; n: string }[],
	metric: string,
	{ from }: Span,
): Compared {
	const sum = { now: 0, before: 0 };
	for (const row of counts)
		if (row.metric === metric) sum[row.on >= from ? 'now' : 'before'] += Number(row.n);
	return sum;
}

const signOf = ({ now, before }: Compared): Sign =>
	now > before ? 'up' : now < before ? 'down' : 'same';
