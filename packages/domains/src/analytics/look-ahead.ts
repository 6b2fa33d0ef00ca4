import { setImmediate } from 'node:timers/promises';
import { byTrend, byWeekday, quantileOf } from './forecast.ts';
import {
	AHEAD,
	LEAST_DAYS,
	LEAST_DEEDS,
	SHOWN,
	TRIALS,
	type Band,
	type OutlookFound,
} from './outlook.schema.ts';

const WEEK = 7;
/** What lies further back than so many days says nothing of the next. */
const LEARNED = 126;
/** So many days of the past are of use. */
export const LOOKED_AT = LEARNED + AHEAD + (TRIALS - 1) * WEEK;
/** One of ten days may lie below, and one above. */
const EDGE = 0.1;
/** A day that is off by less is none to speak of. */
const LEAST_OFF = 3;

/** What was said of as many days as are looked ahead, and by how much each came otherwise. */
type Trial = { said: readonly number[]; off: readonly number[] };

/**
 * What the next four weeks bring by the days up to yesterday, oldest first. Two ways are tried on the last eleven weeks
 * with what was known before each trial; the one that missed less speaks, and its misses say how wide the bands are.
 * Null where too little is known. `dated` names the day so many days after the last one.
 */
export async function lookAhead(
	all: readonly number[],
	dated: (ahead: number) => string,
): Promise<OutlookFound | null> {
	const days = all.slice(-LOOKED_AT);
	if (days.length < LEAST_DAYS || sumOf(days.slice(-SHOWN)) < LEAST_DEEDS) return null;
	const [trend, usual] = [await tryOut(days, byTrend), await tryOut(days, byWeekday)];
	const isTrend = missedBy(trend) < missedBy(usual);
	const [chosen, other] = isTrend ? [trend, usual] : [usual, trend];
	const next = await (isTrend ? byTrend : byWeekday)(days.slice(-LEARNED), AHEAD);
	const said = (expected: number, at: number) => bandOf(expected, offAround(chosen, at), EDGE);
	const sums = chosen.map(({ off }) => sumOf(off));
	return {
		days: next.map((expected, at) => ({ day: dated(at + 1), ...said(expected, at) })),
		sum: bandOf(sumOf(next), [...sums, 0], 0),
		before: sumOf(days.slice(-AHEAD)),
		unusual: unusualOf(days.slice(-AHEAD), chosen, (at) => dated(at + 1 - AHEAD)),
		card: {
			method: isTrend ? 'trend' : 'usual',
			...{ missed: missedBy(chosen), otherwise: missedBy(other), inside: insideOf(chosen) },
			learnedOf: Math.min(days.length, LEARNED),
		},
	};
}

/** The latest trial first. */
async function tryOut(days: readonly number[], by: typeof byTrend | typeof byWeekday) {
	const trials: Trial[] = [];
	for (let trial = 0; trial < TRIALS; trial += 1) {
		const from = days.length - AHEAD - trial * WEEK;
		const said = await by(days.slice(Math.max(0, from - LEARNED), from), AHEAD);
		trials.push({ said, off: said.map((expected, at) => (days[from + at] ?? 0) - expected) });
		// Others are answered between two trials.
		await setImmediate();
	}
	return trials;
}

const missedBy = (trials: readonly Trial[]): number => {
	const off = trials.flatMap((trial) => trial.off.map(Math.abs));
	return sumOf(off) / off.length;
};

/** How far days of the same week ahead were off. */
const offAround = (trials: readonly Trial[], at: number): number[] => {
	const week = Math.floor(at / WEEK) * WEEK;
	return trials.flatMap(({ off }) => off.slice(week, week + WEEK));
};

function bandOf(expected: number, off: readonly number[], edge: number): Band {
	const [low, high] = [quantileOf(off, edge), quantileOf(off, 1 - edge)];
	const floor = (value: number) => Math.max(0, value);
	return {
		expected,
		low: floor(expected + Math.min(0, low)),
		high: floor(expected + Math.max(0, high)),
	};
}

/** How many days lay within bands that were made of the other trials alone. */
function insideOf(trials: readonly Trial[]): number {
	const hits = trials.flatMap((trial) => {
		const others = trials.filter((one) => one !== trial);
		return trial.said.map((expected, at) => {
			const { low, high } = bandOf(expected, offAround(others, at), EDGE);
			const came = expected + (trial.off[at] ?? 0);
			return came >= low && came <= high;
		});
	});
	return hits.filter(Boolean).length / hits.length;
}

function unusualOf(
	came: readonly number[],
	[latest, ...others]: readonly Trial[],
	dayAt: (at: number) => string,
): OutlookFound['unusual'] {
	return came.flatMap((n, at) => {
		const band = bandOf(latest?.said[at] ?? 0, offAround(others, at), 0);
		const isWithin = n >= band.low && n <= band.high;
		if (isWithin || Math.abs(n - band.expected) < LEAST_OFF) return [];
		return [{ day: dayAt(at), n, ...band }];
	});
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
