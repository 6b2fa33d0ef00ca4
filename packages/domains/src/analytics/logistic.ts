import { Matrix, solve } from 'ml-matrix';

/** What was learned: how much each feature moves the odds, of values as many deviations from the mean. */
export type Model = { means: number[]; deviations: number[]; weights: number[]; bias: number };

export type Example = { values: readonly number[]; label: boolean };

/** How strongly weights are held near nothing, so that few examples say little. */
const RIDGE = 1;
const MOST_STEPS = 50;
const NEAR_ENOUGH = 1e-8;

const sigmoid = (at: number): number => 1 / (1 + Math.exp(-at));

/** Learns from examples by iteratively reweighted least squares; the same examples always teach the same. */
export function fit(examples: readonly Example[]): Model {
	const size = examples[0]?.values.length ?? 0;
	const { means, deviations } = spreadOf(examples, size);
	const rows = examples.map(({ values }) => [1, ...scaled({ means, deviations }, values)]);
	let weights = Array.from({ length: size + 1 }, () => 0);
	for (let step = 0; step < MOST_STEPS; step++) {
		const change = stepFrom(weights, rows, examples);
		weights = weights.map((weight, at) => weight + (change[at] ?? 0));
		if (Math.max(...change.map(Math.abs)) < NEAR_ENOUGH) break;
	}
	const [bias = 0, ...rest] = weights;
	return { means, deviations, weights: rest, bias };
}

/** One step of Newton's: the slope divided by the curvature. */
function stepFrom(
	weights: readonly number[],
	rows: readonly number[][],
	examples: readonly Example[],
): number[] {
	const size = weights.length;
	const slope = weights.map((weight, at) => (at === 0 ? 0 : -RIDGE * weight));
	const curve = Matrix.zeros(size, size);
	for (let at = 0; at < size; at++) curve.set(at, at, at === 0 ? 1e-9 : RIDGE);
	for (const [index, row] of rows.entries()) {
		const chance = sigmoid(dot(weights, row));
		const missed = Number(examples[index]?.label ?? false) - chance;
		const doubt = chance * (1 - chance);
		for (const [i, one] of row.entries()) {
			slope[i] = (slope[i] ?? 0) + missed * one;
			for (let j = 0; j <= i; j++) curve.set(i, j, curve.get(i, j) + doubt * one * (row[j] ?? 0));
		}
	}
	for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) curve.set(j, i, curve.get(i, j));
	return solve(curve, Matrix.columnVector(slope)).getColumn(0);
}

function spreadOf(examples: readonly Example[], size: number) {
	const count = Math.max(1, examples.length);
	const means = Array.from(
		{ length: size },
		(_, at) => sum(examples, at, (value) => value) / count,
	);
	const deviations = means.map((mean, at) => {
		const variance = sum(examples, at, (value) => (value - mean) ** 2) / count;
		return Math.sqrt(variance) || 1;
	});
	return { means, deviations };
}

const sum = (examples: readonly Example[], at: number, of: (value: number) => number): number =>
	examples.reduce((total, { values }) => total + of(values[at] ?? 0), 0);

const dot = (one: readonly number[], other: readonly number[]): number =>
	one.reduce((total, value, at) => total + value * (other[at] ?? 0), 0);

const scaled = (
	{ means, deviations }: Pick<Model, 'means' | 'deviations'>,
	values: readonly number[],
): number[] => values.map((value, at) => (value - (means[at] ?? 0)) / (deviations[at] ?? 1));

/** How likely it is, and how much each value moved the odds, beside somebody who is like most. */
export function judge(
	model: Model,
	values: readonly number[],
): { chance: number; parts: number[] } {
	const parts = scaled(model, values).map((value, at) => value * (model.weights[at] ?? 0));
	return { chance: sigmoid(model.bias + parts.reduce((total, part) => total + part, 0)), parts };
}

export type Verdict = { chance: number; label: boolean };

/**
 * Of one that came true and one that did not, how often the first was thought likelier; 0.5 is chance. Null where all or none
 * came true. By ranks, ties halved.
 */
export function aucOf(verdicts: readonly Verdict[]): number | null {
	const sorted = verdicts.toSorted((one, other) => one.chance - other.chance);
	const positives = verdicts.filter(({ label }) => label).length;
	const negatives = verdicts.length - positives;
	if (positives === 0 || negatives === 0) return null;
	let ranks = 0;
	for (let start = 0; start < sorted.length;) {
		let end = start + 1;
		while (end < sorted.length && sorted[end]?.chance === sorted[start]?.chance) end++;
		const rank = (start + 1 + end) / 2;
		for (let at = start; at < end; at++) if (sorted[at]?.label) ranks += rank;
		start = end;
	}
	return (ranks - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/** What was said and what came true, in as many groups of equal size, the least likely first. */
export function calibrationOf(
	verdicts: readonly Verdict[],
	groups: number,
): { said: number; came: number; count: number }[] {
	const sorted = verdicts.toSorted((one, other) => one.chance - other.chance);
	return Array.from({ length: groups }, (_, at) => {
		const from = Math.floor((at * sorted.length) / groups);
		const group = sorted.slice(from, Math.floor(((at + 1) * sorted.length) / groups));
		const count = Math.max(1, group.length);
		return {
			said: group.reduce((total, { chance }) => total + chance, 0) / count,
			came: group.filter(({ label }) => label).length / count,
			count: group.length,
		};
	}).filter(({ count }) => count > 0);
}
