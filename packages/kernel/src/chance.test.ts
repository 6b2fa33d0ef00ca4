import { expect, test } from 'vitest';
import { jittered, seededChance } from './chance.ts';

test('a seed says which numbers come, all of them in [0, 1) and evenly spread', () => {
	const [one, same, other] = [seededChance(1), seededChance(1), seededChance(2)];
	const numbers = Array.from({ length: 10_000 }, () => one());
	expect(Array.from({ length: 10_000 }, () => same())).toEqual(numbers);
	expect(other()).not.toBe(numbers[0]);
	expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
	expect(Math.max(...numbers)).toBeLessThan(1);
	const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
	expect(Math.abs(mean - 0.5)).toBeLessThan(0.02);
});

test('who waits waits as long as told, and at most half of it longer', () => {
	const waits = Array.from({ length: 100 }, () => jittered(1000));
	expect(Math.min(...waits)).toBeGreaterThanOrEqual(1000);
	expect(Math.max(...waits)).toBeLessThan(1500);
	expect(new Set(waits).size).toBeGreaterThan(50);
});
