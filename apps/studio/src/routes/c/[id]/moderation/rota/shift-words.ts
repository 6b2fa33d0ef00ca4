import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

export const WEEK = [1, 2, 3, 4, 5, 6, 7] as const;

/** The name of a day of the week; 1 is Monday, and so was the first of January 2024. */
export const dayName = (day: number, weekday: 'short' | 'long'): string =>
	new Intl.DateTimeFormat(getLocale(), { weekday, timeZone: 'UTC' }).format(Date.UTC(2024, 0, day));

/** A minute of the day as the language of the page writes it. */
export const timeWords = (minute: number): string =>
	new Intl.DateTimeFormat(getLocale(), { timeStyle: 'short', timeZone: 'UTC' }).format(
		Date.UTC(2024, 0, 1, 0, minute),
	);

/** A part of a day; the last minute of it is the midnight after. */
export const stretchWords = ({ from, to }: { from: number; to: number }): string =>
	from === 0 && to === 1440
		? m.rota_all_day()
		: m.rota_stretch({ from: timeWords(from), to: timeWords(to % 1440) });

/** As a field of a time has it: `09:05`. */
export const typedTime = (minute: number): string =>
	[Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');

/** Minutes after midnight, or null for what is no time. */
export function minuteOf(typed: string): number | null {
	const [hours, minutes] = typed.split(':').map(Number);
	if (hours === undefined || minutes === undefined) return null;
	return Number.isInteger(hours) && Number.isInteger(minutes) ? hours * 60 + minutes : null;
}
