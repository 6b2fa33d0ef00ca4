import { expect, test } from 'vitest';
import { chartScale, labelsShown } from './chart-scale.ts';

test('zero is always within a chart, and round numbers stand at its lines', () => {
	const { at, ticks, zero } = chartScale([830, 1_240]);
	expect(zero).toBe(100);
	expect(at(0)).toBe(100);
	expect(ticks).toEqual([0, 500, 1_000, 1_500]);
	expect(at(1_500)).toBe(0);
});

test('what is less than nothing stands below zero', () => {
	const { at, zero } = chartScale([40, -20]);
	expect(zero).toBeLessThan(100);
	expect(at(-20)).toBeGreaterThan(zero);
	expect(at(40)).toBeLessThan(zero);
});

test('a chart of nothing is a line at its foot', () => {
	expect(chartScale([]).zero).toBe(100);
	expect(chartScale([0, 0]).at(0)).toBe(100);
});

test('no line stands at a part of a thing', () => {
	expect(chartScale([1, 0]).ticks).toEqual([0, 1, 2, 3, 4]);
	expect(chartScale([-1, 1]).ticks).toEqual([-1, 0, 1, 2, 3]);
});

test('of many labels some are written, the last among them', () => {
	expect([...labelsShown(12, 6)]).toEqual([1, 3, 5, 7, 9, 11]);
	expect([...labelsShown(3, 6)]).toEqual([0, 1, 2]);
	expect([...labelsShown(0, 6)]).toEqual([]);
});

test.for([
	[[3, 7]],
	[[-1_234, 98_765]],
	[[-7, -3]],
	[[0.2, 0.9]],
	[[999_999_999]],
	[[-50, 1]],
] as const)('the lines of %j are equally far apart, from the bottom to the top', ([values]) => {
	const { at, ticks } = chartScale(values);
	const gap = 100 / (ticks.length - 1);
	ticks.forEach((tick, index) => expect(at(tick)).toBeCloseTo(100 - index * gap, 6));
	for (const value of values) expect(at(value)).toBeGreaterThanOrEqual(0);
});
