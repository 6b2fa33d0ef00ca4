import type { Score } from '@kith/domains/gamification/schema';

/** How much of the way to the next level lies behind one, or back to the one that is only kept, of 100; all of it at the highest. */
export function progressOf({ points, level, next, kept }: NonNullable<Score>): number {
	const [from, to] = kept ? [kept.reached, level] : [level, next];
	if (!to) return 100;
	const behind = (points - from.points) / (to.points - from.points);
	return Math.round(Math.min(1, Math.max(0, behind)) * 100);
}

/** Whether a level was reached that has not been celebrated. Everybody begins at the first one. */
export const isNewLevel = (number: number, seen: number): boolean => number > Math.max(1, seen);
