import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FEWEST } from './analytics.schema.ts';
import { survive, SURVIVAL_WEEKS, type Known } from './survive.ts';

const percents = (members: readonly Known[]) =>
	survive(members).map(({ stayed }) => Math.round(stayed * 100));

describe('who stays', () => {
	test('is the part that each week left, one after the other', () => {
		const members = [
			{ known: 3, week: 0, members: 5 },
			{ known: 3, week: 1, members: 10 },
			{ known: 3, week: null, members: 5 },
		];
		expect(survive(members)).toEqual([
			{ atRisk: 20, stayed: 0.75 },
			{ atRisk: 15, stayed: 0.25 },
			{ atRisk: 5, stayed: 0.25 },
		]);
	});

	test('counts those who joined lately in the weeks that are known of them alone', () => {
		const early = { known: 2, week: 1, members: 10 };
		expect(percents([early, { known: 2, week: null, members: 10 }])).toEqual([100, 50]);
		expect(percents([early, { known: 1, week: null, members: 10 }])).toEqual([100, 0]);
		// What happened in a week that is not over for them is not known of them yet.
		expect(percents([early, { known: 1, week: 1, members: 10 }])).toEqual([100, 0]);
	});

	test('ends where fewer than five are looked at, and after half a year', () => {
		expect(survive([{ known: 9, week: null, members: FEWEST - 1 }])).toEqual([]);
		expect(survive([{ known: 99, week: null, members: FEWEST }])).toHaveLength(SURVIVAL_WEEKS);
		const few = [
			{ known: 9, week: 0, members: 4 },
			{ known: 9, week: null, members: 4 },
		];
		expect(percents(few)).toEqual([50]);
	});

	test('is what a count of each member comes to, where all are known as long', () => {
		const weeks = fc.array(fc.option(fc.nat(11), { nil: null }), { minLength: 30, maxLength: 80 });
		fc.assert(
			fc.property(weeks, (left) => {
				const steps = survive(left.map((week) => ({ known: 12, week, members: 1 })));
				for (const [week, { stayed }] of steps.entries()) {
					const here = left.filter((one) => one === null || one > week).length;
					expect(stayed).toBeCloseTo(here / left.length, 10);
				}
			}),
		);
	});
});
