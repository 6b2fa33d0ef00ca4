import { scaleLinear } from 'd3-scale';

const TICKS = 4;

/**
 * Where values stand between the bottom and the top of a chart, in percent from above, and what its lines say: the first
 * is the bottom, the last the top, and all are equally far apart.
 */
export function chartScale(values: readonly number[]): {
	at: (value: number) => number;
	ticks: readonly number[];
	zero: number;
} {
	const low = Math.min(0, ...values);
	// Whole things are shown: between lines that are closer than one nothing could stand.
	const high = Math.max(0, low + TICKS, ...values);
	const scale = scaleLinear().domain([low, high]).nice(TICKS).range([100, 0]);
	return { at: (value) => scale(value), ticks: scale.ticks(TICKS), zero: scale(0) };
}

/** Which of `count` labels are written below a chart when about `room` of them have room; the last one always is. */
export function labelsShown(count: number, room: number): ReadonlySet<number> {
	const step = Math.max(1, Math.ceil(count / room));
	return new Set(
		Array.from({ length: count }, (_, index) => index).filter(
			(index) => (count - 1 - index) % step === 0,
		),
	);
}

/** A value in words; a dash where nothing can be said. */
export const valueWords = (
	value: number | null | undefined,
	format: (value: number) => string,
): string => (value === null ? '–' : format(value ?? 0));
