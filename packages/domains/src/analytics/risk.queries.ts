import { sql } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';

/** So many members are looked at; of more, a sample that is the same each time. */
const MOST = 20_000;

/** What a member did in the eight weeks up to a day, and whether they were here in the four after it. */
export type Traits = {
	memberId: string;
	/** Days since they were here last. */
	quiet: number;
	/** Days on which they were here: in the last four weeks, and in the four before. */
	now: number;
	before: number;
	texts: number;
	signs: number;
	/** Days since they joined; null where that is not known. */
	tenure: number | null;
	stayed: boolean;
};

/** Members who were here in the four weeks up to a day, without who works for the community. */
export const traitsAt = (db: CommunityDb, day: string) => {
	const at = sql<Date>`${day}::date`;
	const recent = sql<boolean>`analytics_days.day > ${at} - 28`;
	return db
		.selectFrom('analyticsDays')
		.leftJoin('analyticsMembers', 'analyticsMembers.memberId', 'analyticsDays.memberId')
		.select('analyticsDays.memberId')
		.select([
			sql<number>`(${at} - max(analytics_days.day))::int`.as('quiet'),
			sql<number>`(count(*) filter (where ${recent}))::int`.as('now'),
			sql<number>`(count(*) filter (where not ${recent}))::int`.as('before'),
			sql<number>`coalesce(sum(posts + comments) filter (where ${recent}), 0)::int`.as('texts'),
			sql<number>`coalesce(sum(reactions + others) filter (where ${recent}), 0)::int`.as('signs'),
			sql<number | null>`(${at} - min(joined_on))::int`.as('tenure'),
		])
		.select((eb) =>
			sql<boolean>`${eb.exists(
				eb
					.selectFrom('analyticsDays as later')
					.select('later.day')
					.whereRef('later.memberId', '=', 'analyticsDays.memberId')
					.where(sql<boolean>`later.day > ${at} and later.day <= ${at} + 28`),
			)}`.as('stayed'),
		)
		.where(sql<boolean>`analytics_days.day > ${at} - 56 and analytics_days.day <= ${at}`)
		.where('analyticsDays.isStaff', '=', false)
		.groupBy('analyticsDays.memberId')
		.having(sql<boolean>`max(analytics_days.day) > ${at} - 28`)
		.orderBy(sql`md5(analytics_days.member_id::text)`)
		.limit(MOST);
};

/** Of these, who is still a member, by name. */
export const membersNamed = (db: CommunityDb, ids: readonly string[]) =>
	db
		.selectFrom('members')
		.select(['id', 'name', 'handle'])
		.where('id', 'in', [...ids])
		.where('status', '=', 'active');
