import { expect, test } from 'vitest';
import { backOff } from './back-off.ts';

test('waits double with every failure and stop at a minute', () => {
	expect([1, 2, 3, 10].map((failures) => backOff(failures, 0))).toEqual([1000, 2000, 4000, 60_000]);
});

test('tabs that failed together come back apart', () => {
	expect(backOff(3, 0.5)).toBe(3000);
	expect(backOff(3, 1)).toBe(2000);
});
