const STEPS: readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number, until: number][] = [
	['second', 1, 60],
	['minute', 60, 3600],
	['hour', 3600, 86_400],
	['day', 86_400, 7 * 86_400],
	['week', 7 * 86_400, 30 * 86_400],
];

/** "3 hours ago", "tomorrow"; a plain date once it lies more than 30 days from now. */
export function relativeTime(at: Date, now: Date, locale: string, timeZone?: string): string {
	const seconds = (at.getTime() - now.getTime()) / 1000;
	const step = STEPS.find(([, , until]) => Math.abs(seconds) < until);
	if (!step) {
		const [year, thisYear] = [at, now].map((date) => dayOf(date, timeZone).slice(0, 4));
		return dateFormat(locale, timeZone, year === thisYear ? 'thisYear' : 'anyYear').format(at);
	}
	const [unit, size] = step;
	const format = (relative[locale] ??= new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));
	if (unit === 'second' && Math.abs(seconds) < 30) return format.format(0, 'second');
	if (unit === 'day') {
		const [then, today] = [at, now].map((date) => Date.parse(dayOf(date, timeZone)));
		return format.format(((then ?? 0) - (today ?? 0)) / 86_400_000, 'day');
	}
	return format.format(Math.trunc(seconds / size), unit);
}

/** The calendar day of the reader, such as `2026-11-23`: "yesterday" ends at their midnight. */
function dayOf(at: Date, timeZone: string | undefined): string {
	return dateFormat('sv', timeZone, 'day').format(at);
}

/** The full date and time, for the tooltip of a relative one. */
export function fullTime(at: Date, locale: string, timeZone?: string): string {
	return dateFormat(locale, timeZone, 'full').format(at);
}

// To make one of these takes as long as to render a whole card, and a page needs the same few over and over.
const relative: Record<string, Intl.RelativeTimeFormat> = {};
const dates = new Map<string, Intl.DateTimeFormat>();
const MOST_FORMATS = 1000;

const STYLES: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
	full: { dateStyle: 'full', timeStyle: 'short' },
	day: { dateStyle: 'short' },
	thisYear: { day: 'numeric', month: 'short' },
	anyYear: { day: 'numeric', month: 'short', year: 'numeric' },
};

function dateFormat(locale: string, timeZone: string | undefined, style: string) {
	const key = `${locale} ${timeZone} ${style}`;
	const known = dates.get(key);
	if (known) return known;
	if (dates.size > MOST_FORMATS) dates.clear();
	const made = new Intl.DateTimeFormat(locale, { ...STYLES[style], timeZone });
	dates.set(key, made);
	return made;
}
