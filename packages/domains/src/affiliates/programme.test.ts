import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Programme, shareOf, DEFAULT_PROGRAMME } from './programme.schema.ts';
import { monthsAfter } from './settle-commission.ts';

const amount = fc.integer({ min: 0, max: 99_999_999 });
const basisPoints = fc.integer({ min: 1, max: 10_000 });

test('a share is whole, half rounded up, and never more than what it is of', () => {
	expect(shareOf(999, 2_500)).toBe(250);
	expect(shareOf(2, 2_500)).toBe(1);
	expect(shareOf(1, 2_500)).toBe(0);
	expect(shareOf(99_999_999, 10_000)).toBe(99_999_999);
	fc.assert(
		fc.property(amount, basisPoints, (of, points) => {
			const share = shareOf(of, points);
			const exact = (BigInt(of) * BigInt(points) + 5000n) / 10_000n;
			expect(BigInt(share)).toBe(exact);
			expect(share).toBeLessThanOrEqual(of);
		}),
	);
});

test('of less one has no more', () => {
	fc.assert(
		fc.property(amount, amount, basisPoints, (one, other, points) => {
			const [less, more] = [Math.min(one, other), Math.max(one, other)];
			expect(shareOf(less, points)).toBeLessThanOrEqual(shareOf(more, points));
		}),
	);
});

test.each([
	['2026-01-31T10:00:00Z', 1, '2026-02-28T10:00:00.000Z'],
	['2028-01-31T10:00:00Z', 1, '2028-02-29T10:00:00.000Z'],
	['2026-03-15T00:00:00Z', 12, '2027-03-15T00:00:00.000Z'],
	['2026-12-31T23:59:59Z', 2, '2027-02-28T23:59:59.000Z'],
])('%s and %i months is %s', (from, months, to) => {
	expect(monthsAfter(new Date(from), months).toISOString()).toBe(to);
});

test.each([
	{ basisPoints: 0 },
	{ basisPoints: 10_001 },
	{ basisPoints: 12.5 },
	{ months: 0 },
	{ windowDays: 0 },
	{ payableDays: 181 },
	{ least: { amount: -1, currency: 'eur' } },
	{ joining: 'nobody' },
	{ words: 'x'.repeat(2001) },
])('%o is no programme', (change) => {
	expect(Programme.safeParse({ ...DEFAULT_PROGRAMME, ...change }).success).toBe(false);
});
