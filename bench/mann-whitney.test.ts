import { expect, test } from 'vitest';
import { mannWhitney } from './mann-whitney.ts';

const numbers = (count: number, of: (index: number) => number) =>
	Array.from({ length: count }, (_, index) => of(index));

test('lists of one source are no surprise, lists that lie apart are', () => {
	const evens = numbers(200, (index) => 2 * index);
	const odds = numbers(200, (index) => 2 * index + 1);
	expect(mannWhitney(evens, odds)).toBeGreaterThan(0.9);
	expect(
		mannWhitney(
			evens,
			numbers(200, (index) => 2 * index + 60),
		),
	).toBeLessThan(0.01);
	expect(mannWhitney(evens, evens)).toBeCloseTo(1);
	expect(mannWhitney([1, 1, 1], [1, 1, 1])).toBe(1);
});

test('the figure is the one that is known of a worked example, whichever list comes first', () => {
	const one = [6, 8, 2, 4, 4, 5];
	const other = [7, 10, 4, 3, 5, 6];
	// U = 14; z = (18 - 14 - 0.5) / sqrt(36 / 12 * (13 - 36 / 132)).
	expect(mannWhitney(one, other)).toBeCloseTo(0.5711, 3);
	expect(mannWhitney(other, one)).toBeCloseTo(mannWhitney(one, other), 10);
});
