import * as z from 'zod';
import { Findings } from './analytics.schema.ts';

/** So many weeks that are over can be read. */
export const WEEKS_SHOWN = 53;

/** The Monday that a week begins with. */
export const Week = z.iso.date().refine((day) => new Date(`${day}T00:00:00Z`).getUTCDay() === 1);

/** Which week to read; the last one that is over where none is named. */
export const AskWeek = z.strictObject({ week: Week.nullable().default(null) });
export type AskWeek = z.infer<typeof AskWeek>;

/** A week that is over, with what was said of it on the Monday after. */
export const WeekRead = z.strictObject({
	/** The weeks that can be read, newest first. */
	weeks: z.array(Week).max(WEEKS_SHOWN),
	week: Week,
	/** Null where nothing was done in it or in the one before. */
	findings: Findings.nullable(),
	/** Whether whoever reads gets it by mail, and when the next one goes out. */
	/** Null for who is no member here: mails go to members. */
	isMailed: z.boolean().nullable(),
	nextAt: z.date(),
	timeZone: z.string(),
});
export type WeekRead = z.infer<typeof WeekRead>;

export const SetWeekMail = z.strictObject({ isMailed: z.boolean() });
export type SetWeekMail = z.infer<typeof SetWeekMail>;
