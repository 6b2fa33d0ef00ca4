export type Interval = 'day' | 'week' | 'month' | 'year';

const DAY = 24 * 60 * 60;

/** `count` intervals after `anchor`, both in seconds. The 31st becomes the last day of a shorter month, never drifts. */
export function addIntervals(anchor: number, interval: Interval, count: number): number {
	if (interval === 'day') return anchor + count * DAY;
	if (interval === 'week') return anchor + count * 7 * DAY;
	const from = new Date(anchor * 1000);
	const months = from.getUTCMonth() + count * (interval === 'year' ? 12 : 1);
	const year = from.getUTCFullYear();
	const last = new Date(Date.UTC(year, months + 1, 0)).getUTCDate();
	const start = Date.UTC(year, months, Math.min(from.getUTCDate(), last));
	return start / 1000 + (anchor % DAY);
}

/** The first moment after `after` that lies a whole number of periods from `anchor`. */
export function nextFrom(anchor: number, interval: Interval, count: number, after: number): number {
	const rough = { day: DAY, week: 7 * DAY, month: 28 * DAY, year: 365 * DAY }[interval] * count;
	// Never beyond the answer: months and years are at least this long, a day's slack is for leap years.
	let steps = Math.floor((after - anchor) / (rough * 1.11)) - 1;
	if (after >= anchor && steps < 0) steps = 0;
	let at = addIntervals(anchor, interval, steps * count);
	while (at <= after) at = addIntervals(anchor, interval, ++steps * count);
	while (addIntervals(anchor, interval, (steps - 1) * count) > after)
		at = addIntervals(anchor, interval, --steps * count);
	return at;
}
