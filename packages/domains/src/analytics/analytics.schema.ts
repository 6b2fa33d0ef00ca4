import * as z from 'zod';

/** The lengths that a report can have, in days. */
export const RANGES = [7, 28, 90, 365] as const;
/** Fewer people than this are told of only together with others. */
export const FEWEST = 5;

const Days = z.literal(RANGES);
export type Days = z.infer<typeof Days>;

/** Up to today, which is not over. */
export const Window = z.strictObject({
	days: Days.default(28),
	/** Whether what staff, programs and lists did counts too. */
	withStaff: z.boolean().default(false),
});
export type Window = z.infer<typeof Window>;

export const ReportName = z.enum([
	...(['active', 'contributions', 'hours', 'ladder', 'spaces', 'contributors'] as const),
	...(['joins', 'origins', 'campaigns', 'funnel', 'cohorts', 'survival', 'comings'] as const),
	...(['health', 'answering', 'unanswered', 'posts'] as const),
]);
export type ReportName = z.infer<typeof ReportName>;

export const AskReport = Window.extend({ name: ReportName });
export type AskReport = z.infer<typeof AskReport>;

export const Reach = {
	/** When what is shown was counted. */
	asOf: z.date(),
	/** Whether everything that happened is counted; otherwise more comes in a moment. */
	isWhole: z.boolean(),
	/** The clock that days and hours are told by. */
	timeZone: z.string(),
};

/** A table that charts, files and programs are made of: one row per line, in the order of the columns. */
export const Report = z.strictObject({
	name: ReportName,
	columns: z.array(z.string()),
	/** Null where too few people stand behind a number. */
	rows: z.array(z.array(z.union([z.string(), z.number(), z.null()]))),
	...Reach,
});
export type Report = z.infer<typeof Report>;
export type Cell = Report['rows'][number][number];

/** A number, and the same of the window of equal length before. */
export const Compared = z.strictObject({ now: z.int(), before: z.int() });
export type Compared = z.infer<typeof Compared>;

export const Sign = z.enum(['up', 'same', 'down']);
export type Sign = z.infer<typeof Sign>;

/** A day, what was counted on it, and what is usual on that day of the week. */
const UnusualDay = { day: z.iso.date(), count: z.int(), usual: z.int() };

/** Something that asks for a deed, and where that is done. */
export const Signal = z.discriminatedUnion('kind', [
	z.strictObject({
		kind: z.literal('unanswered'),
		count: z.int(),
		/** The one that waits longest. */
		postId: z.uuid(),
	}),
	z.strictObject({ kind: z.literal('silent_newcomers'), count: z.int(), days: z.int() }),
	z.strictObject({ kind: z.literal('gone_quiet'), count: z.int(), days: z.int() }),
	z.strictObject({ kind: z.literal('one_voice'), share: z.number() }),
	z.strictObject({
		kind: z.literal('growing_space'),
		spaceId: z.uuid(),
		name: z.string(),
		more: z.int(),
	}),
	z.strictObject({ kind: z.literal('unusual_texts'), ...UnusualDay }),
	z.strictObject({ kind: z.literal('unusual_joined'), ...UnusualDay }),
	z.strictObject({ kind: z.literal('nobody_joined'), days: z.int() }),
	z.strictObject({ kind: z.literal('all_well') }),
]);
export type Signal = z.infer<typeof Signal>;

/** What matters of some days beside as many days before. */
export const Findings = z.strictObject({
	active: Compared,
	joined: Compared,
	answers: Compared,
	/** Of each currency, in its smallest unit; null where nothing is sold, or for who may not see it. */
	mrr: z
		.array(Compared.extend({ currency: z.string() }))
		.max(200)
		.nullable(),
	/** How active members and their answers to each other went: what the headline says. */
	headline: z.strictObject({ active: Sign, answers: Sign }),
	signals: z.array(Signal).max(3),
});
export type Findings = z.infer<typeof Findings>;

export const Home = Findings.extend(Reach);
export type Home = z.infer<typeof Home>;
