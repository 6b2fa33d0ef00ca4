import { sql, type AliasedExpression, type RawBuilder } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import { matching, type Wanted } from '../roster/index.ts';
import { FEWEST } from './analytics.schema.ts';
import { isOfNewcomers, MOST_ROWS, type Dimension, type Metric } from './explore.schema.ts';
import { ACTIVATION_DAYS } from './health.schema.ts';
import { OTHERS } from './fold-small.ts';
import type { Span } from './reports.queries.ts';

const day = (text: string) => sql<Date>`${text}::date`;

/** Who is meant: all of it must fit, nothing means everybody. */
export type Meant = {
	/** Who joined in the days that are looked at. */
	isNew?: boolean;
	origin?: string;
	/** `isOrdinary`: also those who hold no role of their own. */
	role?: { id: string; isOrdinary: boolean };
	label?: string;
	kept?: Wanted;
};

export type Question = {
	metric: Metric;
	dimension: Dimension;
	span: Span;
	meant: Meant;
	/** The role of those who hold none of their own. */
	ordinaryId: string;
};

type Summed = Pick<Question, 'metric' | 'dimension' | 'span'>;

const SUM_BY = {
	day: sql<string>`analytics_counts.day::text`,
	week: sql<string>`date_trunc('week', analytics_counts.day)::date::text`,
	weekday: sql<string>`extract(isodow from analytics_counts.day)::int::text`,
	hour: sql<string>`analytics_counts.value`,
	space: sql<string>`analytics_counts.value`,
	source: sql<string>`analytics_counts.source`,
} as const;
const isSummedBy = (dimension: Dimension): dimension is keyof typeof SUM_BY => dimension in SUM_BY;

/** How often something was done, by what it is told apart by. Deeds of every kind are kept by their hours alone. */
export const summedBy = (db: CommunityDb, { metric, dimension, span }: Summed) => {
	const by = isSummedBy(dimension) ? SUM_BY[dimension] : SUM_BY.day;
	const kept = metric === 'action' ? 'hour' : dimension === 'space' ? 'space' : 'all';
	return db
		.selectFrom('analyticsCounts')
		.select(by.as('bucket'))
		.select((eb) => eb.fn.sum<string>('analyticsCounts.n').as('n'))
		.where('analyticsCounts.metric', '=', metric)
		.where('analyticsCounts.dimension', '=', kept)
		.where('analyticsCounts.day', '>=', day(span.from))
		.where('analyticsCounts.day', '<=', day(span.to))
		.$if(!span.withStaff, (query) => query.where('analyticsCounts.source', '=', 'member'))
		.groupBy(by)
		.orderBy('n', 'desc')
		.limit(MOST_ROWS);
};

/** How much of it lies in a member's day. */
const IN_A_DAY: Readonly<Partial<Record<Metric, RawBuilder<number>>>> = {
	active: sql<number>`1`,
	writers: sql<number>`least(posts + comments, 1)`,
	visit: sql<number>`visits`,
	post: sql<number>`posts`,
	comment: sql<number>`comments`,
	reaction: sql<number>`reactions`,
};

/** What single members did on which day. */
const deedsIn = (db: CommunityDb, metric: Metric, { from, to, withStaff }: Span) => {
	const amount = IN_A_DAY[metric] ?? sql<number>`0`;
	return db
		.selectFrom('analyticsDays')
		.select(['analyticsDays.memberId', 'analyticsDays.day as on', amount.as('n')])
		.where('analyticsDays.day', '>=', day(from))
		.where('analyticsDays.day', '<=', day(to))
		.where(sql<boolean>`${amount} > 0`)
		.$if(!withStaff, (query) => query.where('analyticsDays.isStaff', '=', false));
};

/** Who joined on which day, or who of them wrote something within a week. */
const newcomersIn = (db: CommunityDb, metric: Metric, { from, to, withStaff }: Span) =>
	db
		.selectFrom('analyticsMembers')
		.select(['analyticsMembers.memberId', sql<Date>`joined_on`.as('on'), sql<number>`1`.as('n')])
		.where('analyticsMembers.joinedOn', '>=', day(from))
		.where('analyticsMembers.joinedOn', '<=', day(to))
		.$if(metric === 'activated', (query) =>
			query.where(
				sql<boolean>`contributed_on between joined_on and joined_on + ${sql.lit(ACTIVATION_DAYS)}`,
			),
		)
		.$if(!withStaff, (query) => query.where('analyticsMembers.isStaff', '=', false));

const cameBy = sql<string>`case when origin = '' and is_invited then '@invited' else origin end`;

type Deed = { memberId: string; on: Date; n: number };
const allDeeds = (db: CommunityDb, metric: Metric, span: Span): AliasedExpression<Deed, 'deeds'> =>
	isOfNewcomers(metric)
		? newcomersIn(db, metric, span).as('deeds')
		: deedsIn(db, metric, span).as('deeds');

/** What was done, by those who are meant. Who does not want to be looked at holds no role and no label here. */
const deedsOf = (db: CommunityDb, { metric, span, meant }: Question) =>
	db
		.selectFrom(allDeeds(db, metric, span))
		.$if(meant.isNew ?? false, (query) =>
			query.where(
				'deeds.memberId',
				'in',
				newcomersIn(db, 'newcomers', { ...span, withStaff: true })
					.clearSelect()
					.select('memberId'),
			),
		)
		.$if(meant.origin !== undefined, (query) =>
			query.where(
				'deeds.memberId',
				'in',
				db
					.selectFrom('analyticsMembers')
					.select('memberId')
					.where(cameBy, '=', meant.origin ?? ''),
			),
		)
		.$if(meant.role !== undefined, (query) =>
			query.where(
				'deeds.memberId',
				'in',
				rolesOf(db, meant.role?.isOrdinary ? meant.role.id : null)
					.clearSelect()
					.select('members.id')
					.where(
						sql<string>`coalesce(member_roles.role_id, ${meant.role?.isOrdinary ? meant.role.id : null}::uuid)`,
						'=',
						meant.role?.id ?? '',
					),
			),
		)
		.$if(meant.label !== undefined, (query) =>
			query.where(
				'deeds.memberId',
				'in',
				db
					.selectFrom('members')
					.select('members.id')
					.where('members.isPersonal', '=', true)
					.where(sql<boolean>`members.labels @> array[${meant.label ?? ''}]::text[]`),
			),
		)
		.$if(meant.kept !== undefined, (query) =>
			query.where(
				'deeds.memberId',
				'in',
				matching(db, meant.kept as Wanted)
					.select('members.id')
					.where('members.isPersonal', '=', true),
			),
		);

/** Each member beside each role they hold; whoever holds none of their own beside the ordinary one. */
const rolesOf = (db: CommunityDb, ordinaryId: string | null) =>
	db
		.selectFrom('members')
		.leftJoin('memberRoles', 'memberRoles.memberId', 'members.id')
		.select([
			'members.id as memberId',
			sql<string | null>`coalesce(member_roles.role_id, ${ordinaryId}::uuid)::text`.as('kind'),
		])
		.distinct()
		.where('members.isPersonal', '=', true);

type Kind = { memberId: string; kind: string | null };
/** Members beside what tells them apart. */
const kindsOf = (
	db: CommunityDb,
	{ dimension, ordinaryId }: Question,
): AliasedExpression<Kind, 'kinds'> => {
	if (dimension === 'role') return rolesOf(db, ordinaryId).as('kinds');
	if (dimension === 'label')
		return db
			.selectFrom('members')
			.select(['members.id as memberId', sql<string | null>`unnest(labels)`.as('kind')])
			.where('members.isPersonal', '=', true)
			.as('kinds');
	return db
		.selectFrom('analyticsMembers')
		.select('memberId')
		.select(
			(dimension === 'campaign'
				? sql<string | null>`campaign`
				: cameBy.$castTo<string | null>()
			).as('kind'),
		)
		.as('kinds');
};

const TOLD_BY = {
	day: sql<string>`deeds."on"::text`,
	week: sql<string>`date_trunc('week', deeds."on")::date::text`,
	weekday: sql<string>`extract(isodow from deeds."on")::int::text`,
} as const;
const isToldBy = (dimension: Dimension): dimension is keyof typeof TOLD_BY => dimension in TOLD_BY;

type Told = { memberId: string; n: number; bucket: string };
/** What was done beside the line that it belongs to; of who holds two roles beside both. */
const toldOf = (db: CommunityDb, question: Question): AliasedExpression<Told, 'told'> => {
	const { dimension } = question;
	const deeds = deedsOf(db, question).select(['deeds.memberId', 'deeds.n']);
	if (isToldBy(dimension)) return deeds.select(TOLD_BY[dimension].as('bucket')).as('told');
	const isHeld = dimension === 'role' || dimension === 'label';
	return deeds
		.leftJoin(kindsOf(db, question), 'kinds.memberId', 'deeds.memberId')
		.select(sql<string>`coalesce(kinds.kind, '')`.as('bucket'))
		.$if(isHeld, (query) => query.where('kinds.kind', 'is not', null))
		.as('told');
};

const people = sql<string>`count(distinct told.member_id)`;

/** How much was done and by how many, line by line. */
export const doneBy = (db: CommunityDb, question: Question) =>
	db
		.selectFrom(toldOf(db, question))
		.select(['told.bucket', people.as('people')])
		.select((eb) => eb.fn.sum<string>('told.n').as('n'))
		.groupBy('told.bucket');

/** Room for all that is told apart, and one line for the rest. */
const MOST_TOLD_APART = MOST_ROWS - 1;

/** The same of people who are one kind each, with those kinds together that are too small or too many to be told apart. */
export const doneByKinds = (db: CommunityDb, question: Question) => {
	const apart = sql<string>`case when people < ${sql.lit(FEWEST)} or place > ${sql.lit(MOST_TOLD_APART)} then ${sql.lit(OTHERS)} else bucket end`;
	return db
		.with('lines', () =>
			doneBy(db, question).select(
				sql<string>`row_number() over (order by count(distinct told.member_id) desc, told.bucket)`.as(
					'place',
				),
			),
		)
		.selectFrom('lines')
		.select(apart.as('bucket'))
		.select((eb) => [
			eb.fn.sum<string>('lines.people').as('people'),
			eb.fn.sum<string>('lines.n').as('n'),
		])
		.groupBy(apart);
};

/** How much was done in all, and by how many. */
export const doneInAll = (db: CommunityDb, question: Question) =>
	db
		.selectFrom(deedsOf(db, question).select(['deeds.memberId', 'deeds.n']).as('told'))
		.select(people.as('people'))
		.select((eb) => eb.fn.sum<string | null>('told.n').as('n'));

/** How many people stand behind all the lines that fewer than five stand behind. */
export const behindSmall = (db: CommunityDb, question: Question) =>
	db
		.with('told', () => db.selectFrom(toldOf(db, question)).selectAll('told'))
		.with('small', (cte) =>
			cte
				.selectFrom('told')
				.select('told.bucket')
				.groupBy('told.bucket')
				.having(sql<boolean>`count(distinct told.member_id) < ${sql.lit(FEWEST)}`),
		)
		.selectFrom('told')
		.innerJoin('small', 'small.bucket', 'told.bucket')
		.select(people.as('people'));
