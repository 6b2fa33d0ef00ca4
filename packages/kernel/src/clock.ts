/** The only source of "now" in the product, so that tests can move time. */
export interface Clock {
	now(): Date;
}

/** The machine's clock. */
export const systemClock: Clock = { now: () => new Date() };

/** `date` moved by `seconds` (negative: into the past). */
export function addSeconds(date: Date, seconds: number): Date {
	return new Date(date.getTime() + seconds * 1000);
}

/** When the day that begins at `day` in UTC begins in a time zone such as `Europe/Berlin`. */
export function midnightOf(day: Date, timeZone: string): Date {
	const guess = new Date(day.getTime() - offsetAt(day, timeZone));
	// Near a change of the clocks the first guess is an hour off.
	return new Date(day.getTime() - offsetAt(guess, timeZone));
}

/** The same day and time some months later by UTC, or the last day of a month that has no such day. */
export function addMonths(date: Date, months: number): Date {
	const later = new Date(date);
	later.setUTCDate(1);
	later.setUTCMonth(later.getUTCMonth() + months);
	const last = new Date(Date.UTC(later.getUTCFullYear(), later.getUTCMonth() + 1, 0)).getUTCDate();
	later.setUTCDate(Math.min(date.getUTCDate(), last));
	return later;
}

/** How far the clocks of a zone are ahead of UTC, in milliseconds. */
function offsetAt(at: Date, timeZone: string): number {
	const clock = new Intl.DateTimeFormat('sv', {
		...{ timeZone, dateStyle: 'short', timeStyle: 'medium' },
	});
	return (
		Date.parse(`${clock.format(at).replace(' ', 'T')}Z`) - Math.floor(at.getTime() / 1000) * 1000
	);
}
