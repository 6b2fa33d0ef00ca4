import type { CommunityContext } from '../context.ts';
import type { Report } from './analytics.schema.ts';
import { comingsOf } from './comings.queries.ts';
import { dayAfter } from './days.ts';
import type { Span } from './reports.queries.ts';
import { mondayOf } from './write-week.ts';

/** Whatever the window: so many weeks, the last being the one that runs. */
const WEEKS = 12;
const STEPS = ['joined', 'back', 'away'] as const;

/** How many members joined, came back and went away, week by week. */
// authorize: readReport asks.
export async function comings(
	{ db }: CommunityContext,
	{ to, withStaff }: Span,
): Promise<Pick<Report, 'columns' | 'rows'>> {
	const from = dayAfter(mondayOf(to), -7 * (WEEKS - 1));
	const found = await comingsOf(db, { from, to, withStaff }).execute();
	const counted = new Map(found.map(({ step, week, n }) => [`${week} ${step}`, Number(n)]));
	const weeks = Array.from({ length: WEEKS }, (_, index) => dayAfter(from, index * 7));
	return {
		columns: ['week', ...STEPS],
		rows: weeks.map((week) => [week, ...STEPS.map((step) => counted.get(`${week} ${step}`) ?? 0)]),
	};
}
