import * as z from 'zod';
import { PageInput } from '@kith/kernel/pages';

export const MOST_BYTES = 20 * 1024 * 1024;
export const MOST_ROWS = 100_000;
export const MOST_COLUMNS = 60;
/** Rows of one transaction. */
export const PAGE = 500;
export const SHOWN_PROBLEMS = 50;

/** What a column of the list holds: nothing for us, a part of the member, or a field of the profile by its id. */
export const Target = z.union([
	z.enum(['ignore', 'email', 'name', 'bio', 'joined', 'roles', 'spaces', 'tags', 'labels']),
	z.string().regex(/^field:[0-9a-f-]{36}$/),
]);
export type Target = z.infer<typeof Target>;

export const Problem = z.enum([
	...(['no_email', 'bad_email', 'twice', 'bad_characters', 'bad_date', 'bad_value'] as const),
	...(['role_unknown', 'role_above', 'space_unknown', 'tag_unknown', 'bad_label'] as const),
	...(['above', 'removed', 'banned', 'too_many_cells'] as const),
]);
export type Problem = z.infer<typeof Problem>;

export const Plan = z.strictObject({
	/** One for each column of the list, in its order. */
	targets: z.array(Target).max(MOST_COLUMNS),
	/** What is done with members that are there already. */
	existing: z.enum(['skip', 'update']),
	/** Whether those who are new are invited by mail; otherwise nobody hears of it. */
	invites: z.boolean(),
});
export type Plan = z.infer<typeof Plan>;

export const ImportRef = z.strictObject({ importId: z.uuid() });
export type ImportRef = z.infer<typeof ImportRef>;

export const CheckImport = z.strictObject({ importId: z.uuid(), plan: Plan });
export type CheckImport = z.infer<typeof CheckImport>;

/** One row that cannot be taken, and why. Rows are counted as spreadsheets do: the headings are the first. */
export const RowProblem = z.strictObject({
	row: z.int(),
	problem: Problem,
	/** The heading of the column; empty when it is about the whole row. */
	column: z.string(),
	value: z.string(),
});
export type RowProblem = z.infer<typeof RowProblem>;

export const Report = z.strictObject({
	/** Come in anew. */
	fresh: z.int(),
	/** There already. */
	existing: z.int(),
	/** Cannot be taken. */
	bad: z.int(),
	problems: z.partialRecord(Problem, z.int()),
	/** The first ones; the others are downloaded. */
	first: z.array(RowProblem),
});
export type Report = z.infer<typeof Report>;

export const Results = z.strictObject({
	added: z.int().default(0),
	updated: z.int().default(0),
	skipped: z.int().default(0),
	bad: z.int().default(0),
});
export type Results = z.infer<typeof Results>;

export const Encoding = z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']);
export type Encoding = z.infer<typeof Encoding>;

/** What is kept of a list while it is looked at and brought in. */
export const Task = z.strictObject({
	name: z.string(),
	encoding: Encoding,
	separator: z.string(),
	headings: z.array(z.string()),
	samples: z.array(z.array(z.string())),
	plan: Plan.nullable(),
	report: Report.nullable(),
	rank: z.int(),
	/** The roles that who brings it in may give. */
	roleIds: z.array(z.string()),
	/** The spaces that may be named; null: all, as it was of lists that were started before. */
	spaceIds: z.array(z.string()).nullable().default(null),
	actor: z.unknown(),
});
export type Task = z.infer<typeof Task>;

export const ImportState = z.enum(['draft', 'checked', 'running', 'done']);
export type ImportState = z.infer<typeof ImportState>;

/** A list that is brought in, as its page shows it. */
export const Import = z.strictObject({
	id: z.uuid(),
	state: ImportState,
	name: z.string(),
	encoding: Encoding,
	separator: z.string(),
	headings: z.array(z.string()),
	/** The first cells of each column. */
	samples: z.array(z.array(z.string())),
	/** As it was checked last, or as the headings suggest. */
	plan: Plan,
	report: Report.nullable(),
	rows: z.int(),
	done: z.int(),
	results: Results,
	starterName: z.string().nullable(),
	createdAt: z.date(),
});
export type Import = z.infer<typeof Import>;

export const ListProblems = PageInput.extend({ importId: z.uuid() });
export type ListProblems = z.infer<typeof ListProblems>;
export const ProblemPage = z.strictObject({
	items: z.array(RowProblem),
	nextCursor: z.string().nullable(),
});
