import { expect, test } from 'vitest';
import { isNewLevel, progressOf } from './progress.ts';

const stage = (number: number, points: number) => ({ number, name: '', points });
const score = (points: number, next: ReturnType<typeof stage> | null = stage(3, 100)) => ({
	...{ points, level: stage(2, 20), next, kept: null, badges: [], streak: 0, freezes: 0 },
});

test('progress is counted from the level to the next one', () => {
	expect([20, 60, 99, 100].map((points) => progressOf(score(points)))).toEqual([0, 50, 99, 100]);
});

test('nobody is behind nothing or beyond everything', () => {
	expect(progressOf(score(-40))).toBe(0);
	expect(progressOf(score(5000))).toBe(100);
	expect(progressOf(score(5000, null))).toBe(100);
});

test('of a level that is only kept the way back to it is counted', () => {
	const kept = { until: new Date(0), reached: stage(1, 0) };
	const points = [0, 5, 20].map((one) => progressOf({ ...score(one), kept }));
	expect(points).toEqual([0, 25, 100]);
	expect(progressOf({ ...score(5, null), kept })).toBe(25);
});

test('a level is celebrated once, and the first one never', () => {
	expect(isNewLevel(1, 0)).toBe(false);
	expect(isNewLevel(2, 0)).toBe(true);
	expect(isNewLevel(3, 2)).toBe(true);
	expect(isNewLevel(3, 3)).toBe(false);
	expect(isNewLevel(2, 3)).toBe(false);
});
