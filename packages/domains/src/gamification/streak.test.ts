import { expect, test } from 'vitest';
import type { Freezes } from './awards.schema.ts';
import { streakOf } from './streak.ts';

const WEEKLY: Freezes = { every: 3, most: 2 };
const OFF: Freezes = { every: 7, most: 0 };
const newest = (...days: number[]) => days.toReversed();

test('days in a row count up to today or yesterday', () => {
	expect(streakOf([], 10, OFF)).toEqual({ days: 0, freezes: 0 });
	expect(streakOf(newest(7, 8, 9, 10), 10, OFF).days).toBe(4);
	expect(streakOf(newest(7, 8, 9), 10, OFF).days).toBe(3);
	expect(streakOf(newest(7, 8), 10, OFF).days).toBe(0);
	expect(streakOf(newest(5, 6, 8, 9, 10), 10, OFF).days).toBe(3);
});

test('so many days earn a day off, and no more are kept than may be', () => {
	expect(streakOf(newest(1, 2, 3), 3, WEEKLY)).toEqual({ days: 3, freezes: 1 });
	expect(streakOf(newest(1, 2, 3, 4, 5, 6, 7, 8, 9), 9, WEEKLY)).toEqual({ days: 9, freezes: 2 });
	expect(streakOf(newest(1, 2, 3, 4), 4, OFF).freezes).toBe(0);
});

test('a missed day takes one by itself and does not count; without one, days begin anew', () => {
	expect(streakOf(newest(1, 2, 3, 5), 5, WEEKLY)).toEqual({ days: 4, freezes: 0 });
	expect(streakOf(newest(1, 2, 3), 5, WEEKLY)).toEqual({ days: 3, freezes: 0 });
	expect(streakOf(newest(1, 2, 3), 6, WEEKLY)).toEqual({ days: 0, freezes: 0 });
	expect(streakOf(newest(1, 2, 3, 6, 7), 7, WEEKLY)).toEqual({ days: 2, freezes: 0 });
	// What did not reach over a gap is not kept for the next one.
	expect(streakOf(newest(1, 2, 3, 6), 8, WEEKLY).days).toBe(0);
});

/** The same told one day after the other, as somebody would live it. */
function lived(days: ReadonlySet<number>, today: number, { every, most }: Freezes) {
	let [count, kept] = [0, 0];
	for (let day = 0; day <= today; day += 1) {
		if (days.has(day)) {
			count += 1;
			if (count % every === 0) kept = Math.min(most, kept + 1);
		} else if (day < today && count > 0) {
			if (kept > 0) kept -= 1;
			else count = 0;
		}
	}
	return count === 0 ? { days: 0, freezes: 0 } : { days: count, freezes: kept };
}

test('told day by day, it comes to the same', () => {
	let state = 20_261_128;
	const random = (below: number) => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
	for (let round = 0; round < 300; round += 1) {
		const freezes = { every: 2 + random(4), most: random(4) };
		const today = 20 + random(40);
		const days = Array.from({ length: today + 1 }, (_, day) => day).filter(() => random(10) < 7);
		const live = lived(new Set(days), today, freezes);
		expect([round, streakOf(days.toReversed(), today, freezes)]).toEqual([round, live]);
	}
});
