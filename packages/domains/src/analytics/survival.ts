import type { CommunityContext } from '../context.ts';
import type { Report } from './analytics.schema.ts';
import { dayAfter } from './days.ts';
import { foldSmall, OTHERS } from './fold-small.ts';
import { originsOf, type Span } from './reports.queries.ts';
import { firstAbsences } from './survival.queries.ts';
import { survive, type Step } from './survive.ts';

/** Whatever the window: who joined within a year. */
const YEAR = 365;
/** So many ways in are told apart; the rest is one line. */
const MOST_ORIGINS = 3;
/** Stands for everybody who joined. */
const EVERYBODY = '@all';

/** How many of those who joined are still here week by week, all of them and by what led them here. */
// authorize: readReport asks.
export async function survival(
	{ db }: CommunityContext,
	{ to, withStaff }: Span,
): Promise<Pick<Report, 'columns' | 'rows'>> {
	const span = { from: dayAfter(to, 1 - YEAR), to, withStaff };
	const ways = await originsOf(db, span, 'origin').execute();
	const origins = foldSmall(
		ways.map(({ from, joined }) => ({ from, joined: Number(joined), activated: 0, paid: 0 })),
	)
		.map(({ from }) => from)
		.filter((from) => from !== OTHERS)
		.slice(0, MOST_ORIGINS);
	const all = await firstAbsences(db, { ...span, origins }).execute();
	const groups = [...origins, OTHERS].filter((group) => all.some((one) => one.group === group));
	const steps = groups.map((group) => survive(all.filter((one) => one.group === group)));
	// Where one group is too small to be told of, the others are not either: what is left of all would tell of it.
	const told = Math.min(...steps.map(({ length }) => length));
	return {
		columns: ['origin', 'after_weeks', 'members', 'stayed_percent'],
		rows: [
			...linesOf(EVERYBODY, survive(all)),
			...(groups.length > 1
				? groups.flatMap((group, at) => linesOf(group, (steps[at] ?? []).slice(0, told)))
				: []),
		],
	};
}

const linesOf = (group: string, steps: readonly Step[]): Report['rows'] =>
	steps.map(({ atRisk, stayed }, week) => [
		...[group, week + 1, atRisk, Math.round(stayed * 1000) / 10],
	]);
