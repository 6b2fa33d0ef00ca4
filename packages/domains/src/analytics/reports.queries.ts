import { sql } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import { ACTIVATION_DAYS } from './health.schema.ts';

/** Days, both included, and whether who works for the community counts. */
export type Span = { from: string; to: string; withStaff: boolean };

const day = (text: string) => sql<Date>`${text}::date`;

/** How often each thing was done on each day. */
export const countsByDay = (
	db: CommunityDb,
	{ from, to, withStaff }: Span,
	metrics: readonly string[],
) =>
	db
		.selectFrom('analyticsCounts')
		.select(['metric', sql<string>`day::text`.as('on')])
		.select((eb) => eb.fn.sum<string>('n').as('n'))
		.where('dimension', '=', 'all')
		.where('metric', 'in', [...metrics])
		.where('day', '>=', day(from))
		.where('day', '<=', day(to))
		.$if(!withStaff, (query) => query.where('source', '=', 'member'))
		.groupBy(['metric', 'day'])
		.orderBy('day');

/** How often each thing was done in each space. */
export const countsBySpace = (db: CommunityDb, { from, to, withStaff }: Span) =>
	db
		.selectFrom('analyticsCounts')
		.select(['metric', 'value as spaceId'])
		.select((eb) => eb.fn.sum<string>('n').as('n'))
		.where('dimension', '=', 'space')
		.where('metric', 'in', ['post', 'comment', 'reaction', 'answer'])
		.where('day', '>=', day(from))
		.where('day', '<=', day(to))
		.$if(!withStaff, (query) => query.where('source', '=', 'member'))
		.groupBy(['metric', 'value']);

/** How much was done at each hour of each day of the week, Monday being 1. */
export const countsByHour = (db: CommunityDb, { from, to, withStaff }: Span) =>
	db
		.selectFrom('analyticsCounts')
		.select([sql<number>`extract(isodow from day)::int`.as('weekday'), 'value as hour'])
		.select((eb) => eb.fn.sum<string>('n').as('n'))
		.where('dimension', '=', 'hour')
		.where('metric', '=', 'action')
		.where('day', '>=', day(from))
		.where('day', '<=', day(to))
		.$if(!withStaff, (query) => query.where('source', '=', 'member'))
		.groupBy([sql`extract(isodow from day)`, 'value']);

const daysIn = (db: CommunityDb, { from, to, withStaff }: Span) =>
	db
		.selectFrom('analyticsDays')
		.where('day', '>=', day(from))
		.where('day', '<=', day(to))
		.$if(!withStaff, (query) => query.where('isStaff', '=', false));

/** How many members did something in the days from `middle` on, and in those before it. */
export const activeAround = (db: CommunityDb, span: Span, middle: string) =>
	db
		.selectFrom(
			daysIn(db, span)
				.select('memberId')
				.select(sql<boolean>`bool_or(day >= ${day(middle)})`.as('isHere'))
				.select(sql<boolean>`bool_or(day < ${day(middle)})`.as('wasHere'))
				.groupBy('memberId')
				.as('members'),
		)
		.select(sql<string>`count(*) filter (where is_here)`.as('now'))
		.select(sql<string>`count(*) filter (where was_here)`.as('before'));

export const WEEK = 7;
export const MONTH = 30;

/**
 * For each day how many were here, how many begin to count among those of a week and of a month, and how many stop to: a
 * member counts from the day they are here until they have not been here for as long.
 */
export const activeSteps = (db: CommunityDb, span: Span) =>
	db
		.with('spans', () =>
			daysIn(db, span).select([
				'day',
				sql<Date | null>`lead(day) over (partition by member_id order by day)`.as('next'),
			]),
		)
		.selectFrom((eb) =>
			eb
				.selectFrom('spans')
				.select([sql<string>`'begin'`.as('what'), sql<string>`day::text`.as('on')])
				.select((of) => of.fn.countAll<string>().as('n'))
				.groupBy('day')
				.unionAll(
					eb
						.selectFrom('spans')
						.select([
							sql<string>`'week'`.as('what'),
							sql<string>`least(next, day + ${sql.lit(WEEK)})::text`.as('on'),
						])
						.select((of) => of.fn.countAll<string>().as('n'))
						.groupBy(sql`least(next, day + ${sql.lit(WEEK)})`),
				)
				.unionAll(
					eb
						.selectFrom('spans')
						.select([
							sql<string>`'month'`.as('what'),
							sql<string>`least(next, day + ${sql.lit(MONTH)})::text`.as('on'),
						])
						.select((of) => of.fn.countAll<string>().as('n'))
						.groupBy(sql`least(next, day + ${sql.lit(MONTH)})`),
				)
				.as('steps'),
		)
		.select(['what', 'on', 'n']);

/** How many members came how far: were here, answered by a sign, wrote, began something, and wrote on four days. */
export const ladderOf = (db: CommunityDb, span: Span) =>
	db
		.selectFrom(
			daysIn(db, span)
				.select('memberId')
				.select([
					sql<number>`sum(posts)`.as('posts'),
					sql<number>`sum(posts + comments)`.as('texts'),
					sql<number>`sum(posts + comments + reactions + others)`.as('deeds'),
					sql<number>`count(*) filter (where posts + comments > 0)`.as('textDays'),
				])
				.groupBy('memberId')
				.as('members'),
		)
		.select([
			sql<string>`count(*)`.as('active'),
			sql<string>`count(*) filter (where deeds > 0)`.as('reacted'),
			sql<string>`count(*) filter (where texts > 0)`.as('wrote'),
			sql<string>`count(*) filter (where posts > 0)`.as('began'),
			sql<string>`count(*) filter (where text_days >= 4)`.as('regular'),
		]);

/** The part of all that was written which the busiest member wrote. */
export const busiest = (db: CommunityDb, span: Span) =>
	daysIn(db, span)
		.select(sql<string>`sum(posts + comments)`.as('texts'))
		.select(sql<string>`sum(sum(posts + comments)) over ()`.as('all'))
		.where(sql<boolean>`posts + comments > 0`)
		.groupBy('memberId')
		.orderBy('texts', 'desc')
		.limit(1);

const joinedIn = (db: CommunityDb, { from, to, withStaff }: Span) =>
	db
		.selectFrom('analyticsMembers')
		.where('analyticsMembers.joinedOn', '>=', day(from))
		.where('analyticsMembers.joinedOn', '<=', day(to))
		.$if(!withStaff, (query) => query.where('analyticsMembers.isStaff', '=', false));

const activated = sql<boolean>`contributed_on between joined_on and joined_on + ${sql.lit(ACTIVATION_DAYS)}`;

/** Who joined, by what led them here, and what became of them. Empty: nobody knows. */
export const originsOf = (db: CommunityDb, span: Span, by: 'origin' | 'campaign') =>
	joinedIn(db, span)
		.select(
			by === 'origin'
				? sql<string>`case when origin = '' and is_invited then '@invited' else origin end`.as(
						'from',
					)
				: sql<string>`campaign`.as('from'),
		)
		.select([
			sql<string>`count(*)`.as('joined'),
			sql<string>`count(*) filter (where ${activated})`.as('activated'),
			sql<string>`count(paid_on)`.as('paid'),
		])
		.groupBy('from')
		.orderBy('joined', 'desc')
		.orderBy('from')
		.limit(1000);

/** How far those who joined came. */
export const funnelOf = (db: CommunityDb, span: Span) =>
	joinedIn(db, span).select((eb) => [
		sql<string>`count(*)`.as('joined'),
		sql<string>`count(welcomed_on)`.as('welcomed'),
		sql<string>`count(*) filter (where ${activated})`.as('activated'),
		sql<string>`count(*) filter (where ${eb.exists(
			eb
				.selectFrom('analyticsDays')
				.select('analyticsDays.day')
				.whereRef('analyticsDays.memberId', '=', 'analyticsMembers.memberId')
				.where(
					sql<boolean>`analytics_days.day between analytics_members.joined_on + 7 and analytics_members.joined_on + 13`,
				),
		)})`.as('returned'),
		sql<string>`count(paid_on)`.as('paid'),
	]);

/** How many of those who joined in a week were here again in each week after. */
export const cohortsOf = (db: CommunityDb, span: Span) =>
	joinedIn(db, span)
		.innerJoin('analyticsDays', 'analyticsDays.memberId', 'analyticsMembers.memberId')
		.select([
			sql<string>`date_trunc('week', joined_on)::date::text`.as('week'),
			sql<number>`((analytics_days.day - joined_on) / 7)::int`.as('later'),
			sql<string>`count(distinct analytics_days.member_id)`.as('n'),
		])
		.whereRef('analyticsDays.day', '>=', 'analyticsMembers.joinedOn')
		.groupBy([sql`date_trunc('week', joined_on)`, sql`(analytics_days.day - joined_on) / 7`]);

/** How many joined in each week. */
export const cohortSizes = (db: CommunityDb, span: Span) =>
	joinedIn(db, span)
		.select(sql<string>`date_trunc('week', joined_on)::date::text`.as('week'))
		.select(sql<string>`count(*)`.as('n'))
		.groupBy(sql`date_trunc('week', joined_on)`)
		.orderBy('week');

/** How many newcomers of these days wrote nothing yet. */
export const silentNewcomers = (db: CommunityDb, span: Span) =>
	joinedIn(db, span)
		.select(sql<string>`count(*)`.as('n'))
		.where('contributedOn', 'is', null);
