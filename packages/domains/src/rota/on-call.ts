import { gapsOn, stretchesOn, type Shift } from './rota.schema.ts';

/** Which day of the week it is in a time zone (1 is Monday), and how many minutes after midnight. */
export function weekTime(at: Date, timeZone: string): { day: number; minute: number } {
	const clock = new Intl.DateTimeFormat('en', {
		...{ timeZone, weekday: 'short', hour: 'numeric', minute: 'numeric', hourCycle: 'h23' },
	});
	const part = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, value]));
	const day = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(part.weekday ?? '') + 1;
	return { day, minute: Number(part.hour) * 60 + Number(part.minute) };
}

/** The shifts that a moment falls into, by the clocks of `timeZone`. */
export function shiftsAt(shifts: readonly Shift[], at: Date, timeZone: string): Shift[] {
	const { day, minute } = weekTime(at, timeZone);
	return shifts.filter((shift) =>
		stretchesOn(shift, day).some(({ from, to }) => from <= minute && minute < to),
	);
}

const WEEK = [1, 2, 3, 4, 5, 6, 7];

/** Whether these shifts leave nothing of another one free. */
export const covers = (shifts: readonly Shift[], other: Shift): boolean =>
	WEEK.every((day) => {
		const free = gapsOn(shifts, day);
		return stretchesOn(other, day).every(({ from, to }) =>
			free.every((gap) => gap.to <= from || to <= gap.from),
		);
	});
