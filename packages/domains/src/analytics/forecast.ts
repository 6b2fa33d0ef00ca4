import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import init, { MSTL } from '@bsull/augurs/mstl';

const WEEK = [7];
let ready: Promise<void> | undefined;

/**
 * What the next days bring if trend and days of the week go on as they did: a decomposition by season and trend (MSTL)
 * with the trend by exponential smoothing (ETS). Needs two weeks at least; never below nothing.
 */
export async function byTrend(days: readonly number[], ahead: number): Promise<number[]> {
	await (ready ??= load());
	const model = MSTL.ets(WEEK);
	try {
		model.fit(Float64Array.from(days));
		return model.predict(ahead).point.map((value) => Math.max(0, value));
	} finally {
		model.free();
	}
}

async function load(): Promise<void> {
	const program = createRequire(import.meta.url).resolve('@bsull/augurs/mstl');
	const bytes = await readFile(path.join(path.dirname(program), 'mstl_bg.wasm'));
	await init({ module_or_path: bytes });
}

/** What the next days bring if each is as the same day of the week mostly was in the last four weeks. */
export function byWeekday(days: readonly number[], ahead: number): number[] {
	const week = Array.from({ length: 7 }, (_, weekday) =>
		medianOf([4, 3, 2, 1].map((ago) => days[days.length - ago * 7 + weekday] ?? 0)),
	);
	return Array.from({ length: ahead }, (_, index) => week[index % 7] ?? 0);
}

/** The value that this part of all lies at or below, between two of them where it lies there. */
export function quantileOf(values: readonly number[], part: number): number {
	const sorted = values.toSorted((one, other) => one - other);
	const at = (sorted.length - 1) * part;
	const [below, above] = [sorted[Math.floor(at)] ?? 0, sorted[Math.ceil(at)] ?? 0];
	return below + (above - below) * (at - Math.floor(at));
}

const medianOf = (values: readonly number[]): number => quantileOf(values, 0.5);
