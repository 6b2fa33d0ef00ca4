import * as z from 'zod';
import { RoleKey } from '../members/members.schema.ts';
import { KnownLabels, Label } from '../roster/labels.schema.ts';
import { MOST_SEGMENTS, Segment } from '../roster/roster.schema.ts';
import { RANGES, Reach, Report } from './analytics.schema.ts';

/** So far back a question reaches, in days. */
export const MOST_DAYS_BACK = 730;
export const MOST_ROWS = 1000;
/** So many ways in are offered to narrow a question by. */
export const MOST_WAYS_IN = 100;

export const Metric = z.enum([
	...(['active', 'writers', 'newcomers', 'activated'] as const),
	...(['visit', 'action', 'post', 'comment', 'reaction', 'vote', 'answer', 'solution'] as const),
	...(['follow', 'document', 'joined', 'left'] as const),
]);
export type Metric = z.infer<typeof Metric>;

export const Dimension = z.enum([
	...(['day', 'week', 'weekday', 'hour', 'space', 'source'] as const),
	...(['origin', 'campaign', 'role', 'label'] as const),
]);
export type Dimension = z.infer<typeof Dimension>;

/** Whose doings are counted. */
export const ExploredPeople = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('all') }),
	/** Who joined in the days that are looked at. */
	z.strictObject({ kind: z.literal('newcomers') }),
	/** Who came by one way in; empty for those of whom nobody knows it. */
	z.strictObject({ kind: z.literal('origin'), origin: z.string().max(100) }),
	/** Who holds a role, or a label, or is meant by a kept filter of the roster: now, not then. */
	z.strictObject({ kind: z.literal('role'), roleKey: RoleKey }),
	z.strictObject({ kind: z.literal('label'), label: Label }),
	z.strictObject({ kind: z.literal('kept'), segmentId: z.uuid() }),
]);
export type ExploredPeople = z.infer<typeof ExploredPeople>;
export type PeopleKind = ExploredPeople['kind'];
export const PEOPLE_KINDS: readonly PeopleKind[] = [
	...(['all', 'newcomers', 'origin', 'role', 'label', 'kept'] as const),
];

export const AskExplore = z
	.strictObject({
		metric: Metric.default('active'),
		dimension: Dimension.default('day'),
		people: ExploredPeople.default({ kind: 'all' }),
		/** Up to today; of no account where a first and a last day are named. */
		days: z.literal(RANGES).default(28),
		from: z.iso.date().nullable().default(null),
		to: z.iso.date().nullable().default(null),
		withStaff: z.boolean().default(false),
		/** Whether the same is counted of as many days before. */
		isCompared: z.boolean().default(false),
	})
	.refine(({ from, to }) => (from === null) === (to === null) && (from ?? '') <= (to ?? ''));
export type AskExplore = z.infer<typeof AskExplore>;

const TIME: readonly Dimension[] = ['day', 'week', 'weekday'];
/** What people are told apart by. */
const KINDS: readonly Dimension[] = ['origin', 'campaign', 'role', 'label'];

/** What the sums of all deeds can be told by, whoever did them. */
const SUMMED: Readonly<Partial<Record<Metric, readonly Dimension[]>>> = {
	visit: [...TIME, 'source'],
	action: [...TIME, 'hour', 'source'],
	post: [...TIME, 'space', 'source'],
	comment: [...TIME, 'space', 'source'],
	reaction: [...TIME, 'space', 'source'],
	vote: [...TIME, 'source'],
	// By whom an answer is says already between whom it was.
	answer: [...TIME, 'space'],
	solution: [...TIME, 'source'],
	follow: [...TIME, 'source'],
	document: [...TIME, 'source'],
	joined: [...TIME, 'source'],
	left: [...TIME, 'source'],
};

/** What is known day by day of single members, or of how they began. */
const BY_PERSON: readonly Metric[] = [
	...(['active', 'writers', 'newcomers', 'activated'] as const),
	...(['visit', 'post', 'comment', 'reaction'] as const),
];
/** Each a number of different people, which the numbers of its parts do not add up to. */
const COUNTS_PEOPLE: readonly Metric[] = ['active', 'writers', 'newcomers', 'activated'];
const OF_NEWCOMERS: readonly Metric[] = ['newcomers', 'activated'];

export const isTime = (dimension: Dimension): boolean => TIME.includes(dimension);
export const tellsPeopleApart = (dimension: Dimension): boolean => KINDS.includes(dimension);
export const countsPeople = (metric: Metric): boolean => COUNTS_PEOPLE.includes(metric);
export const isOfNewcomers = (metric: Metric): boolean => OF_NEWCOMERS.includes(metric);

/** Where a number comes from: the sums of all that was done, or what single members did. */
export const Basis = z.enum(['sums', 'people']);
export type Basis = z.infer<typeof Basis>;
type Combination = Pick<AskExplore, 'metric' | 'dimension' | 'withStaff'> & { people: PeopleKind };

/** What a question is answered from; null for what cannot be answered. */
export function basisOf({ metric, dimension, people, withStaff }: Combination): Basis | null {
	if (people === 'all' && SUMMED[metric]?.includes(dimension))
		return dimension === 'source' && !withStaff ? null : 'sums';
	if (!BY_PERSON.includes(metric)) return null;
	if (people === 'newcomers' && isOfNewcomers(metric)) return null;
	return isTime(dimension) || tellsPeopleApart(dimension) ? 'people' : null;
}

/** Whether an answer tells of some of the people, so that fewer than five are told of only together with others. */
export const isNarrowed = ({ dimension, people }: Pick<Combination, 'dimension' | 'people'>) =>
	people !== 'all' || tellsPeopleApart(dimension);

const Cells = Report.shape.rows.element;
const Told = z.number().nullable();

/** A table that the chart, the file and programs are made of, and what its lines come to. */
export const Explored = z.strictObject({
	/** What the lines are told by, the number, and where it was asked for that of the days before. */
	columns: z.array(z.string()).min(2).max(3),
	/** Null where too few people stand behind a number. */
	rows: z.array(Cells).max(MOST_ROWS),
	/** Of all days together; of people each once. Null where it would tell of too few. */
	...{ total: Told, before: Told },
	basis: Basis,
	/** The days that were looked at, both included; weeks are looked at from their Monday on. */
	span: z.strictObject({ from: z.iso.date(), to: z.iso.date() }),
	/** Null where it was not asked for, or where single members' days are no longer known. */
	spanBefore: z.strictObject({ from: z.iso.date(), to: z.iso.date() }).nullable(),
	...Reach,
});
export type Explored = z.infer<typeof Explored>;

/** Whom a question can be about. */
export const ExploreChoices = z.strictObject({
	origins: z.array(z.string()).max(MOST_WAYS_IN),
	roles: z.array(z.strictObject({ key: z.string(), name: z.string() })).max(500),
	/** Null for who may not see them. */
	labels: KnownLabels.nullable(),
	kept: z
		.array(Segment.pick({ id: true, name: true }))
		.max(MOST_SEGMENTS)
		.nullable(),
});
export type ExploreChoices = z.infer<typeof ExploreChoices>;
