import { sql, type RawBuilder } from 'kysely';
import type { ActivityMark } from '@kith/db/activity';
import type { CommunityDb } from '@kith/db/handles';
import type { Count, MemberDay, MemberFirsts } from './sum-up.ts';

const rowsOf = <Row>(rows: readonly Row[]): RawBuilder<Row> =>
	sql<Row>`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)`;

/** Adds to what is counted already. */
export const addCounts = (db: CommunityDb, counts: readonly Count[]) =>
	db
		.insertInto('analyticsCounts')
		.columns(['day', 'metric', 'source', 'dimension', 'value', 'n'])
		.expression((eb) =>
			eb
				.selectFrom(
					rowsOf(counts).as<'fresh'>(
						sql`fresh(day date, metric text, source text, dimension text, value text, n int)`,
					),
				)
				.select(['fresh.day', 'fresh.metric', 'fresh.source', 'fresh.dimension'])
				.select(['fresh.value', 'fresh.n']),
		)
		.onConflict((conflict) =>
			conflict
				.columns(['metric', 'dimension', 'day', 'source', 'value'])
				.doUpdateSet({ n: sql`analytics_counts.n + excluded.n` }),
		);

export const addDays = (db: CommunityDb, days: readonly MemberDay[]) =>
	db
		.insertInto('analyticsDays')
		.columns(['day', 'memberId', 'isStaff', 'visits', 'posts', 'comments', 'reactions', 'others'])
		.expression((eb) =>
			eb
				.selectFrom(
					rowsOf(days).as<'fresh'>(
						sql`fresh(day date, "memberId" uuid, "isStaff" boolean, visits int, posts int, comments int, reactions int, others int)`,
					),
				)
				.select(['fresh.day', sql<string>`fresh."memberId"`.as('memberId')])
				.select([sql<boolean>`fresh."isStaff"`.as('isStaff'), 'fresh.visits', 'fresh.posts'])
				.select(['fresh.comments', 'fresh.reactions', 'fresh.others']),
		)
		.onConflict((conflict) =>
			conflict.columns(['day', 'memberId']).doUpdateSet({
				isStaff: sql<boolean>`analytics_days.is_staff or excluded.is_staff`,
				visits: sql`analytics_days.visits + excluded.visits`,
				posts: sql`analytics_days.posts + excluded.posts`,
				comments: sql`analytics_days.comments + excluded.comments`,
				reactions: sql`analytics_days.reactions + excluded.reactions`,
				others: sql`analytics_days.others + excluded.others`,
			}),
		);

/** Of what was told of how somebody came, the earliest holds. */
const EARLIER = sql<boolean>`excluded.touched_at < coalesce(analytics_members.touched_at, 'infinity')`;

export const addMembers = (db: CommunityDb, members: readonly MemberFirsts[]) =>
	db
		.insertInto('analyticsMembers')
		.columns([
			...(['memberId', 'isStaff', 'isInvited', 'joinedOn', 'welcomedOn', 'contributedOn'] as const),
			...(['paidOn', 'touchedAt', 'origin', 'campaign', 'landing'] as const),
		])
		.expression((eb) =>
			eb
				.selectFrom(
					rowsOf(members).as<'fresh'>(
						sql`fresh("memberId" uuid, "isStaff" boolean, "isInvited" boolean, "joinedOn" date,
							"welcomedOn" date, "contributedOn" date, "paidOn" date, "touchedAt" timestamptz,
							origin text, campaign text, landing text)`,
					),
				)
				.select(sql<string>`fresh."memberId"`.as('memberId'))
				.select(sql<boolean>`fresh."isStaff"`.as('isStaff'))
				.select(sql<boolean>`fresh."isInvited"`.as('isInvited'))
				.select(sql<Date>`fresh."joinedOn"`.as('joinedOn'))
				.select(sql<Date>`fresh."welcomedOn"`.as('welcomedOn'))
				.select(sql<Date>`fresh."contributedOn"`.as('contributedOn'))
				.select(sql<Date>`fresh."paidOn"`.as('paidOn'))
				.select(sql<Date>`fresh."touchedAt"`.as('touchedAt'))
				.select(['fresh.origin', 'fresh.campaign', 'fresh.landing']),
		)
		.onConflict((conflict) =>
			conflict.column('memberId').doUpdateSet({
				isStaff: sql<boolean>`analytics_members.is_staff or excluded.is_staff`,
				isInvited: sql<boolean>`analytics_members.is_invited or excluded.is_invited`,
				joinedOn: sql`least(analytics_members.joined_on, excluded.joined_on)`,
				welcomedOn: sql`least(analytics_members.welcomed_on, excluded.welcomed_on)`,
				contributedOn: sql`least(analytics_members.contributed_on, excluded.contributed_on)`,
				paidOn: sql`least(analytics_members.paid_on, excluded.paid_on)`,
				touchedAt: sql`least(analytics_members.touched_at, excluded.touched_at)`,
				origin: sql`case when ${EARLIER} then excluded.origin else analytics_members.origin end`,
				campaign: sql`case when ${EARLIER} then excluded.campaign else analytics_members.campaign end`,
				landing: sql`case when ${EARLIER} then excluded.landing else analytics_members.landing end`,
			}),
		);

type Fresh = { timeZone: string; now: Date };

/** The one row that says how far counting has come; made where there is none. */
export const makeState = (db: CommunityDb, { timeZone, now }: Fresh) =>
	db
		.insertInto('analyticsState')
		.values({
			...{ id: true, afterXid: '0', afterId: '00000000-0000-0000-0000-000000000000' },
			...{ timeZone, countsFrom: null, lookedAt: now, isWhole: false },
		})
		.onConflict((conflict) => conflict.doNothing())
		.returning('id');

export const readState = (db: CommunityDb) =>
	db
		.selectFrom('analyticsState')
		.select(['afterXid', 'afterId', 'timeZone', 'lookedAt', 'isWhole'])
		.select(sql<string | null>`counts_from::text`.as('countsFrom'));

/** Nobody else counts until this transaction ends. */
export const lockState = (db: CommunityDb) => readState(db).forUpdate();

type Progress = { after: ActivityMark; now: Date; isWhole: boolean };

export const noteProgress = (db: CommunityDb, { after, now, isWhole }: Progress) =>
	db
		.updateTable('analyticsState')
		.set({ afterXid: after.xid, afterId: after.id, lookedAt: now, isWhole });

/** Has everything be counted anew from a day on; from the first fact without one. */
export const startAnew = (
	db: CommunityDb,
	{ timeZone, countsFrom }: { timeZone: string; countsFrom: string | null },
) =>
	db.updateTable('analyticsState').set({
		...{ afterXid: '0', afterId: '00000000-0000-0000-0000-000000000000' },
		...{ timeZone, isWhole: false, countsFrom: sql<Date | null>`${countsFrom}::date` },
	});

/** Whether anything of before a day is counted. */
export const countedBefore = (db: CommunityDb, day: string) =>
	db
		.selectFrom('analyticsCounts')
		.select('day')
		.where('day', '<', sql<Date>`${day}::date`)
		.limit(1);

export const dropCounts = (db: CommunityDb, from: string | null) =>
	db
		.deleteFrom('analyticsCounts')
		.$if(from !== null, (query) => query.where('day', '>=', sql<Date>`${from}::date`));
export const dropDays = (db: CommunityDb, from: string | null) =>
	db
		.deleteFrom('analyticsDays')
		.$if(from !== null, (query) => query.where('day', '>=', sql<Date>`${from}::date`));
export const dropMembers = (db: CommunityDb) => db.deleteFrom('analyticsMembers');

/** Whose days are older than what is kept of single members. */
export const pruneDays = (db: CommunityDb, before: string) =>
	db.deleteFrom('analyticsDays').where('day', '<', sql<Date>`${before}::date`);

export const forgetOriginOf = (db: CommunityDb, memberId: string) =>
	db
		.updateTable('analyticsMembers')
		.set({ origin: '', campaign: '', landing: '', touchedAt: null })
		.where('memberId', '=', memberId);
