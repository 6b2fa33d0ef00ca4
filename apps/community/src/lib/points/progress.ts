import type { Score } from '@kith/domains/gamification/schema';

/** How much of the way from one's level to the next lies behind one, of 100; all of it at the highest. */
export function progressOf({ points, level, next }: NonNullable<Score>): number {
	if (!next) return 100;
	const behind = (points - level.points) / (next.points - level.points);
	return Math.round(Math.min(1, Math.max(0, behind)) * 100);
}

/** Whether a level was reached that has not been celebrated. Everybody begins at the first one. */
export const isNewLevel = (number: number, seen: number): boolean => number > Math.max(1, seen);
