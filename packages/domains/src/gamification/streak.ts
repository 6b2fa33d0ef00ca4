import type { Freezes } from './awards.schema.ts';

/** Days on which somebody took part without one between them that no day off was left for, and the days off they have left. */
export type Streak = { days: number; freezes: number };

const NONE: Streak = { days: 0, freezes: 0 };

/**
 * The streak of somebody who took part on these days, newest first, as of today, which is not missed before it is over. So
 * many days earn a day off; a missed day takes one by itself, and only where none is left do days begin anew. Pure:
 * nothing but the days decides.
 */
export function streakOf(days: readonly number[], today: number, { every, most }: Freezes): Streak {
	let streak = NONE;
	let last = Number.NaN;
	for (const day of days.toReversed()) {
		const rested = rest(streak, day - last - 1);
		const count = rested.days + 1;
		const isEarned = count % every === 0;
		streak = { days: count, freezes: Math.min(most, rested.freezes + (isEarned ? 1 : 0)) };
		last = day;
	}
	return days.length > 0 ? rest(streak, today - last - 1) : NONE;
}

/** What is left of a streak after so many days without anything. */
function rest({ days, freezes }: Streak, missed: number): Streak {
	if (missed <= 0) return { days, freezes };
	return missed <= freezes ? { days, freezes: freezes - missed } : NONE;
}
