import type { Season, SeasonState, SeasonView } from './seasons.schema.ts';

const DAY_MS = 86_400_000;

/** The moment after its last one. */
export const endOf = ({ until }: Pick<Season, 'until'>): Date =>
	new Date(Date.parse(until) + DAY_MS);

/** Where a season stands. */
export function stateAt(season: Season, now: Date): SeasonState {
	if (season.closedAt !== null) return 'over';
	if (now.getTime() < Date.parse(season.from)) return 'coming';
	return now < endOf(season) ? 'running' : 'closing';
}

/** As everybody sees it. */
export function viewOf({ closedAt, ...season }: Season, now: Date): SeasonView {
	return { ...season, state: stateAt({ ...season, closedAt }, now) };
}
