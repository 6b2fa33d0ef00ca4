import type { CommunityContext } from '../context.ts';
import { readMrr } from '../sales/index.ts';
import type { Compared, Findings, Sign } from './analytics.schema.ts';
import { dayAfter, daysBetween } from './days.ts';
import { activeAround, countsByDay, type Span } from './reports.queries.ts';
import { signalsOf } from './signals.ts';

/**
 * What matters of some days, and of as many before them; what comes in each month is told of two moments. What asks for a
 * deed is told as of now.
 */
// authorize: whoever reads has been asked.
export async function findingsOf(
	ctx: CommunityContext,
	span: Span,
	[start, end]: readonly [start: Date, end: Date],
): Promise<Findings> {
	const days = daysBetween(span.from, span.to) + 1;
	const both = { ...span, from: dayAfter(span.from, -days) };
	const [active, counts, money, signals] = await Promise.all([
		activeAround(ctx.db, both, span.from).executeTakeFirstOrThrow(),
		countsByDay(ctx.db, both, ['joined', 'answer']).execute(),
		readMrr(ctx, [start, end]),
		signalsOf(ctx, both, span),
	]);
	const compared = (metric: string) => compare(counts, metric, span);
	const here = { now: Number(active.now), before: Number(active.before) };
	const answers = compared('answer');
	return {
		...{ active: here, joined: compared('joined'), answers, signals },
		mrr:
			money?.map(({ currency, amounts: [before = 0, today = 0] }) => ({
				...{ now: today, before, currency },
			})) ?? null,
		headline: { active: signOf(here), answers: signOf(answers) },
	};
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
