import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Programme, shareOf, DEFAULT_PROGRAMME } from './programme.schema.ts';

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
