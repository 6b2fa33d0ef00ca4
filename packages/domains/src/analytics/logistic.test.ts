import { expect, test } from 'vitest';
import { seededChance } from '@kith/kernel/chance';
import { aucOf, calibrationOf, fit, judge } from './logistic.ts';

test('what examples were made of is found again', () => {
	const next = seededChance(7);
	const truth = (a: number, b: number) => 1 / (1 + Math.exp(-(-1 + 2 * a - 1.5 * b)));
	const examples = Array.from({ length: 20_000 }, () => {
		const values = [next() * 4 - 2, next() * 4 - 2, next()] as const;
		return { values, label: next() < truth(values[0], values[1]) };
	});
	const model = fit(examples);
	const slope = (at: number) => (model.weights[at] ?? 0) / (model.deviations[at] ?? 1);
	expect(slope(0)).toBeCloseTo(2, 0);
	expect(slope(1)).toBeCloseTo(-1.5, 0);
	expect(Math.abs(slope(2))).toBeLessThan(0.2);
	for (const values of [
		[0, 0, 0.5],
		[1, -1, 0.5],
		[-1, 1, 0.5],
	] as const)
		expect(judge(model, values).chance).toBeCloseTo(truth(values[0], values[1]), 1);
});

test('values that never differ, or tell everything, are no trouble', () => {
	const examples = [0, 1, 2, 3, 4, 5].map((value) => ({ values: [value, 9], label: value > 2 }));
	const model = fit(examples);
	expect(model.weights.every(Number.isFinite)).toBe(true);
	expect(judge(model, [5, 9]).chance).toBeGreaterThan(0.7);
	expect(judge(model, [0, 9]).chance).toBeLessThan(0.3);
});

test('how well verdicts tell apart is counted in pairs, and half where they do not', () => {
	const of = (...pairs: [number, boolean][]) => pairs.map(([chance, label]) => ({ chance, label }));
	expect(aucOf(of([0.9, true], [0.1, false]))).toBe(1);
	expect(aucOf(of([0.1, true], [0.9, false]))).toBe(0);
	expect(aucOf(of([0.5, true], [0.5, false]))).toBe(0.5);
	expect(aucOf(of([0.9, true], [0.4, true], [0.6, false], [0.1, false]))).toBe(0.75);
	expect(aucOf(of([0.9, true]))).toBeNull();
});

test('what was said stands beside what came true, the least likely first', () => {
	const verdicts = [
		...Array.from({ length: 10 }, (_, at) => ({ chance: 0.1, label: at === 0 })),
		...Array.from({ length: 10 }, (_, at) => ({ chance: 0.8, label: at < 8 })),
	];
	const [low, high] = calibrationOf(verdicts, 2);
	expect(low).toMatchObject({ came: 0.1, count: 10 });
	expect(low?.said).toBeCloseTo(0.1);
	expect(high).toMatchObject({ came: 0.8, count: 10 });
});
