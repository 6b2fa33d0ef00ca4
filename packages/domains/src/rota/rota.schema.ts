import * as z from 'zod';

export const MOST_SHIFTS = 50;
export const MINUTES_OF_DAY = 1440;

const Minute = z
	.int()
	.min(0)
	.max(MINUTES_OF_DAY - 1);

/** A stretch of the week in the community's time zone in which somebody is told of what waits. */
export const Shift = z.strictObject({
	id: z.uuid(),
	memberId: z.uuid(),
	/** The days on which it begins; 1 is Monday. */
	days: z
		.array(z.int().min(1).max(7))
		.min(1)
		.max(7)
		.refine((days) => new Set(days).size === days.length),
	/** Minutes after midnight. An end that is not after the beginning is of the next day. */
	from: Minute,
	to: Minute,
});
export type Shift = z.infer<typeof Shift>;

/** All of the rota, upon the version that the editor started from. */
export const SaveRota = z.strictObject({
	shifts: z.array(Shift).max(MOST_SHIFTS),
	version: z.int().min(0),
});
export type SaveRota = z.infer<typeof SaveRota>;

const Person = z.strictObject({ memberId: z.uuid(), name: z.string() });

export const Rota = SaveRota.extend({
	timeZone: z.string(),
	/** Who decides in the whole community, and so can have a shift. */
	people: z.array(Person),
	/** Who is told now, each with the minute of the day at which their shift ends. */
	onCall: z.array(Person.extend({ until: Minute })),
	mayEdit: z.boolean(),
});
export type Rota = z.infer<typeof Rota>;

/** A part of one day, in minutes: from the first to before the last. */
export type Stretch = { from: number; to: number };

/** What of a shift lies on a day of the week: what begins there, and what began the day before. */
export function stretchesOn({ days, from, to }: Omit<Shift, 'id' | 'memberId'>, day: number) {
	const isOverNight = to <= from;
	const begins = { from, to: isOverNight ? MINUTES_OF_DAY : to };
	const before = day === 1 ? 7 : day - 1;
	return [
		...(isOverNight && to > 0 && days.includes(before) ? [{ from: 0, to }] : []),
		...(days.includes(day) ? [begins] : []),
	] satisfies Stretch[];
}

/** The parts of a day on which nobody has a shift. */
export function gapsOn(shifts: readonly Shift[], day: number): Stretch[] {
	const taken = shifts
		.flatMap((shift) => stretchesOn(shift, day))
		.toSorted((one, other) => one.from - other.from);
	const gaps: Stretch[] = [];
	let free = 0;
	for (const { from, to } of taken) {
		if (from > free) gaps.push({ from: free, to: from });
		free = Math.max(free, to);
	}
	if (free < MINUTES_OF_DAY) gaps.push({ from: free, to: MINUTES_OF_DAY });
	return gaps;
}
