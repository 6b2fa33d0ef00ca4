export type Interval = 'day' | 'week' | 'month' | 'year';
export type Span = { start: number; end: number };

const DAY = 24 * 60 * 60;

/** `count` intervals after `anchor`, both in seconds. The 31st becomes the last day of a shorter month, never drifts. */
export function addIntervals(anchor: number, interval: Interval, count: number): number {
	if (interval === 'day') return anchor + count * DAY;
	if (interval === 'week') return anchor + count * 7 * DAY;
	const from = new Date(anchor * 1000);
	const months = from.getUTCMonth() + count * (interval === 'year' ? 12 : 1);
	const year = from.getUTCFullYear();
	const day = from.getUTCDate();
	const last = day <= 28 ? day : new Date(Date.UTC(year, months + 1, 0)).getUTCDate();
	return Date.UTC(year, months, Math.min(day, last)) / 1000 + (anchor % DAY);
}

/** The period around `at` of those that follow each other from `anchor`, forwards and backwards. */
export function periodOf(anchor: number, interval: Interval, count: number, at: number): Span {
	let steps = Math.floor(intervalsBetween(anchor, interval, at) / count);
	let start = addIntervals(anchor, interval, steps * count);
	while (start > at) start = addIntervals(anchor, interval, --steps * count);
	let end = addIntervals(anchor, interval, (steps + 1) * count);
	while (end <= at) {
		steps += 1;
		start = end;
		end = addIntervals(anchor, interval, (steps + 1) * count);
	}
	return { start, end };
}

function intervalsBetween(anchor: number, interval: Interval, at: number): number {
	if (interval === 'day') return (at - anchor) / DAY;
	if (interval === 'week') return (at - anchor) / (7 * DAY);
	const [from, to] = [new Date(anchor * 1000), new Date(at * 1000)];
	const years = to.getUTCFullYear() - from.getUTCFullYear();
	return interval === 'year' ? years : years * 12 + to.getUTCMonth() - from.getUTCMonth();
}
