import * as z from 'zod';
import { HELD_FOR } from '../submissions/submissions.schema.ts';
import { Compared, Report } from './analytics.schema.ts';

/** The lengths that moderation can be looked at, in days. */
export const MODERATION_RANGES = [7, 28, 90] as const;
/** So many who decided are told of, those with most first. */
export const MOST_MODERATORS = 50;

/** What can be decided, by the actions of the log that say so. */
export const OUTCOMES = {
	approved: ['submissions.approved'],
	refused: ['submissions.rejected'],
	removed: ['posts.removed', 'comments.removed'],
	restored: ['posts.restored', 'comments.restored'],
	silenced: ['members.silenced'],
	suspended: ['members.suspended'],
	banned: ['members.banned'],
	lifted: ['members.released'],
} as const;
export type Outcome = keyof typeof OUTCOMES;
export const OUTCOME_NAMES = Object.keys(OUTCOMES) as readonly Outcome[];

/** What had to wait, and by what of the rules; nobody wrote the latter down of what came before it was counted. */
export const HELD_WHAT = ['post', 'comment', 'change'] as const;
export const HELD_WHY = [...HELD_FOR, 'unknown'] as const;

export const AskModeration = z.strictObject({
	days: z.literal(MODERATION_RANGES).default(28),
});
export type AskModeration = z.infer<typeof AskModeration>;

/** The tables that the page can be taken along as. */
export const ModerationTable = z.enum(['figures', 'moderators', 'hours']);
export type ModerationTable = z.infer<typeof ModerationTable>;
export const AskModerationTable = AskModeration.extend({ name: ModerationTable });
export type AskModerationTable = z.infer<typeof AskModerationTable>;

const by = <const Name extends string>(names: readonly Name[]) =>
	z.record(z.enum(names as [Name, ...Name[]]), Compared);

/** How long texts waited for somebody's first decision, in seconds; null where there was none. */
const Waits = z.strictObject({
	texts: z.int(),
	median: z.int().nullable(),
	ninetieth: z.int().nullable(),
});

const Decider = z.strictObject({
	id: z.uuid().nullable(),
	/** Null for who left. */
	name: z.string().nullable(),
	/** Whether no person decided, but the house: a job. */
	isJob: z.boolean(),
	counts: z.record(z.enum(OUTCOME_NAMES as [Outcome, ...Outcome[]]), z.int()),
});
export type Decider = z.infer<typeof Decider>;

export const ModerationNumbers = z.strictObject({
	/** Texts that began to wait for approval. */
	came: z.strictObject({ all: Compared, what: by(HELD_WHAT), why: by(HELD_WHY) }),
	decided: by(OUTCOME_NAMES),
	waits: z.strictObject({ now: Waits, before: Waits }),
	/** What waits at this moment, up to a thousand, and since when the first of it. */
	waiting: z.strictObject({ count: z.int(), since: z.date().nullable() }),
	/** Null for who may not read the log of moderation. */
	deciders: z.array(Decider).max(MOST_MODERATORS).nullable(),
	/** By day of the week and hour: what came, and what people decided. */
	hours: z.strictObject({ came: z.array(z.array(z.int())), decided: z.array(z.array(z.int())) }),
	asOf: z.date(),
	/** The clock that days and hours are told by. */
	timeZone: z.string(),
});
export type ModerationNumbers = z.infer<typeof ModerationNumbers>;

export const ModerationFile = Report.pick({ columns: true, rows: true });
export type ModerationFile = z.infer<typeof ModerationFile>;
