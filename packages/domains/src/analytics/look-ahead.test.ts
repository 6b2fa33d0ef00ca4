import { describe, expect, test } from 'vitest';
import { seededChance } from '@kith/kernel/chance';
import { byWeekday, quantileOf } from './forecast.ts';
import { lookAhead } from './look-ahead.ts';
import { AHEAD, LEAST_DAYS, LEAST_DEEDS } from './outlook.schema.ts';

const dated = (ahead: number) => `day ${ahead}`;
const look = (days: readonly number[]) => lookAhead(days, dated);

type Shape = { base: number; slope: number; wave: number; noise: number };

/** A community whose ways are known: so many a day, more every day, more at weekends, and chance. */
function live(count: number, { base, slope, wave, noise }: Shape, seed: number): number[] {
	const next = seededChance(seed);
	return Array.from({ length: count }, (_, day) =>
		Math.max(
			0,
			Math.round(base + slope * day + (day % 7 > 4 ? wave : 0) + noise * (next() + next() - 1)),
		),
	);
}

describe('the next four weeks', () => {
	test('four of five days that come lie within their bands', async () => {
		const within: boolean[] = [];
		for (let seed = 1; seed <= 12; seed += 1) {
			const shape = { base: 20 + seed, slope: (seed % 3) * 0.1, wave: seed, noise: 8 };
			const days = live(260 + AHEAD, shape, seed);
			const found = await look(days.slice(0, 260));
			for (const [at, { low, high }] of found?.days.entries() ?? [])
				within.push((days[260 + at] ?? 0) >= low && (days[260 + at] ?? 0) <= high);
		}
		const share = within.filter(Boolean).length / within.length;
		expect(within).toHaveLength(12 * AHEAD);
		expect(share).toBeGreaterThan(0.7);
		expect(share).toBeLessThan(0.95);
	}, 60_000);

	test('go on with a trend, and with the days of the week', async () => {
		const days = live(200 + AHEAD, { base: 10, slope: 0.5, wave: 20, noise: 2 }, 7);
		const found = await look(days.slice(0, 200));
		expect(found?.card.method).toBe('trend');
		for (const [at, { expected }] of found?.days.entries() ?? [])
			expect(Math.abs(expected - (days[200 + at] ?? 0))).toBeLessThan(8);
		expect(found?.card.missed).toBeLessThan(found?.card.otherwise ?? 0);
		expect(found?.sum.expected).toBeGreaterThan(found?.before ?? 0);
		expect(found?.days.map(({ day }) => day).slice(0, 2)).toEqual(['day 1', 'day 2']);
	});

	test('are as these days mostly were where nothing changes, and never below nothing', async () => {
		const found = await look(Array.from({ length: 203 }, (_, day) => (day % 7 === 0 ? 14 : 0)));
		expect(found?.card).toMatchObject({ method: 'usual', missed: 0, inside: 1 });
		expect(found?.days.map(({ expected }) => expected).slice(0, 7)).toEqual([14, 0, 0, 0, 0, 0, 0]);
		expect(found?.sum).toEqual({ expected: 56, low: 56, high: 56 });
		const fading = await look(live(203, { base: 60, slope: -0.3, wave: 0, noise: 4 }, 3));
		for (const { low, expected, high } of fading?.days ?? []) {
			expect(low).toBeGreaterThanOrEqual(0);
			expect(expected).toBeGreaterThanOrEqual(low);
			expect(high).toBeGreaterThanOrEqual(expected);
		}
	});

	test('are told of with the days that were unlike all that was tried', async () => {
		const days = live(203, { base: 30, slope: 0, wave: 6, noise: 6 }, 11);
		days[203 - 10] = 140;
		days[203 - 3] = 0;
		const found = await look(days);
		const named = found?.unusual.map(({ day, n }) => [day, n]);
		expect(named).toContainEqual(['day -9', 140]);
		expect(named).toContainEqual(['day -2', 0]);
		expect(found?.unusual.length).toBeLessThanOrEqual(5);
	});

	test('are not guessed of too few days or of too little', async () => {
		const enough = Array.from({ length: LEAST_DAYS }, () => 2);
		expect(await look(enough)).not.toBeNull();
		expect(await look(enough.slice(1))).toBeNull();
		const few = Array.from({ length: LEAST_DAYS }, (_, day) =>
			LEAST_DAYS - day <= LEAST_DEEDS ? 1 : 0,
		);
		expect(await look(few)).not.toBeNull();
		expect(await look(few.with(-1, 0))).toBeNull();
		expect(await look([])).toBeNull();
	});
});

test('the part of values at or below is between two where it lies there', () => {
	expect([0, 0.5, 0.9, 1].map((part) => quantileOf([3, 1, 2], part))).toEqual([1, 2, 2.8, 3]);
});

test('a day is as the same day of the week mostly was', () => {
	const weeks = [1, 9, 2, 3].flatMap((n) => [n, 5, 5, 5, 5, 5, 0]);
	expect(byWeekday(weeks, 8)).toEqual([2.5, 5, 5, 5, 5, 5, 0, 2.5]);
});
