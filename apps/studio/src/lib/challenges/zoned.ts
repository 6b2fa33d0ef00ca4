import { midnightOf } from '@kith/kernel/clock';

/** The moment that a date and a time mean in a zone; null for what is none. */
export function momentOf(local: string, timeZone: string): Date | null {
	const wall = new Date(`${local}Z`);
	return Number.isNaN(wall.getTime()) ? null : midnightOf(wall, timeZone);
}

/** A moment as the field for dates and times takes it, in a zone. */
export const localOf = (at: Date, timeZone: string): string =>
	new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'short' })
		.format(at)
		.replace(' ', 'T');
