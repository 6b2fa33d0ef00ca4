import * as z from 'zod';
import { Reach } from './analytics.schema.ts';

/** So many days are looked ahead. */
export const AHEAD = 28;
/** Forecasts are tried from so many days of the past, each a week before the next. */
export const TRIALS = 8;
/** With fewer days, or less that happened in the last eight weeks, nothing is said. */
export const LEAST_DAYS = 140;
export const LEAST_DEEDS = 50;
/** So many days of the past are shown. */
export const SHOWN = 56;

/** Members who were here on a day, posts and comments, and who joined. */
export const OutlookMetric = z.enum(['active', 'texts', 'joined']);
export type OutlookMetric = z.infer<typeof OutlookMetric>;

export const AskOutlook = z.strictObject({ metric: OutlookMetric.default('active') });

const Day = z.iso.date();
const Band = z.strictObject({ expected: z.number(), low: z.number(), high: z.number() });
export type Band = z.infer<typeof Band>;

export const OutlookFound = z.strictObject({
	/** Day by day; four of five days are expected between low and high. */
	days: z.array(Band.extend({ day: Day })).length(AHEAD),
	/** All of them together; every trial came to lie between low and high. */
	sum: Band,
	/** The same number of days before today together. */
	before: z.int(),
	/** Days of the last four weeks that were further from what was expected than any in the trials. */
	unusual: z.array(Band.extend({ day: Day, n: z.int() })).max(AHEAD),
	card: z.strictObject({
		/** By trend and day of the week, or as the same day of the week was in the last four weeks: what erred less. */
		method: z.enum(['trend', 'usual']),
		/** By how much a day was missed on average, and by how much what was not chosen missed it. */
		...{ missed: z.number(), otherwise: z.number() },
		/** The part of days that lay between low and high where these were made without that trial. */
		inside: z.number().min(0).max(1),
		learnedOf: z.int(),
	}),
});
export type OutlookFound = z.infer<typeof OutlookFound>;

export const Outlook = z.strictObject({
	metric: OutlookMetric,
	/** Up to yesterday. */
	history: z.array(z.strictObject({ day: Day, n: z.int() })).max(SHOWN),
	/** Of how many days something is known. */
	known: z.int(),
	/** Null where too little is known to say anything. */
	found: OutlookFound.nullable(),
	...Reach,
});
export type Outlook = z.infer<typeof Outlook>;
