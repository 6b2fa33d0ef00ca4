import { momentOf } from '#lib/shell/local-time.ts';

/** A planned moment as its author chose it: in their time zone, which is named. */
export function momentText(at: Date, timeZone: string, locale: string): string {
	const text = new Intl.DateTimeFormat(locale, {
		...{ dateStyle: 'full', timeStyle: 'short', timeZone },
	}).format(at);
	return `${text} (${timeZone.replaceAll('_', ' ')})`;
}

/** When a post is to be published that a field for date and time says, in the time zone that the page names; null for an empty one. */
export function planOf(
	field: string,
	timeZone: string,
): { publishAt: Date; timeZone: string } | null {
	const publishAt = momentOf(field.slice(0, 16), timeZone);
	return publishAt && { publishAt, timeZone };
}

const HOUR = 3600;

/** About how long something takes, in whole minutes, hours or days. */
export function roughly(seconds: number, locale: string): string {
	const [unit, size] =
		seconds < HOUR ? ['minute', 60] : seconds < 48 * HOUR ? ['hour', HOUR] : ['day', 24 * HOUR];
	const style = { style: 'unit', unit, unitDisplay: 'long' } as const;
	return new Intl.NumberFormat(locale, style).format(Math.max(1, Math.round(seconds / size)));
}
