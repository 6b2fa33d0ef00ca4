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
		const sameYear = at.getUTCFullYear() === now.getUTCFullYear();
		const year = sameYear ? undefined : 'numeric';
		return new Intl.DateTimeFormat(locale, {
			day: 'numeric',
			month: 'short',
			year,
			timeZone,
		}).format(at);
	}
	const [unit, size] = step;
	const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
	if (unit === 'second' && Math.abs(seconds) < 30) return format.format(0, 'second');
	return format.format(Math.trunc(seconds / size), unit);
}

/** The full date and time, for the tooltip of a relative one. */
export function fullTime(at: Date, locale: string, timeZone?: string): string {
	return new Intl.DateTimeFormat(locale, {
		dateStyle: 'full',
		timeStyle: 'short',
		timeZone,
	}).format(at);
}
