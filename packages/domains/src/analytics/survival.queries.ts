import { sql } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import { OTHERS } from './fold-small.ts';
import { MONTH_AWAY } from './survive.ts';

type Asked = { from: string; to: string; withStaff: boolean; origins: readonly string[] };

const day = (text: string) => sql<Date>`${text}::date`;

/**
 * Of those who joined on these days, by what led them here where that is named: for how many whole weeks it is known
 * whether they began to be away, in which week after joining they did, and how many these are. To be away begins with
 * the last day before the first gap of so many days; where it ended later, it began all the same.
 */
export const firstAbsences = (db: CommunityDb, { from, to, withStaff, origins }: Asked) =>
	db
		.with('joiners', (cte) =>
			cte
				.selectFrom('analyticsMembers')
				// Of who does not want to be looked at no day is known: they would seem to be away from the first on.
				.innerJoin('members', 'members.id', 'analyticsMembers.memberId')
				.select(['memberId', 'joinedOn'])
				.select(
					sql<string>`case when origin = '' and is_invited then '@invited' else origin end`.as(
						'came',
					),
				)
				.where('joinedOn', '>=', day(from))
				.where('joinedOn', '<=', day(to))
				.where('members.isPersonal', '=', true)
				.$if(!withStaff, (query) => query.where('isStaff', '=', false)),
		)
		.with('here', (cte) =>
			cte
				.selectFrom('joiners')
				.select(['memberId', sql<Date>`joined_on`.as('on')])
				.union(
					cte
						.selectFrom('analyticsDays')
						.innerJoin('joiners', 'joiners.memberId', 'analyticsDays.memberId')
						.select(['analyticsDays.memberId', sql<Date>`analytics_days.day`.as('on')])
						.whereRef('analyticsDays.day', '>', 'joiners.joinedOn')
						.where('analyticsDays.day', '<=', day(to)),
				),
		)
		.with('gaps', (cte) =>
			cte
				.selectFrom('here')
				.select(['memberId', 'on'])
				.select(
					sql<number>`coalesce(lead("on") over (partition by member_id order by "on"), ${to}::date) - "on"`.as(
						'long',
					),
				),
		)
		.with('left', (cte) =>
			cte
				.selectFrom('gaps')
				.select('memberId')
				.select((eb) => eb.fn.min('on').as('on'))
				.where('long', '>=', MONTH_AWAY)
				.groupBy('memberId'),
		)
		.selectFrom('joiners')
		.leftJoin('left', 'left.memberId', 'joiners.memberId')
		.select([
			sql<string>`case when came = any(${[...origins]}::text[]) then came else ${OTHERS} end`.as(
				'group',
			),
			sql<number>`(${to}::date - ${sql.lit(MONTH_AWAY)} - joined_on + 1) / 7`.as('known'),
			sql<number | null>`("left"."on" - joined_on) / 7`.as('week'),
			sql<number>`count(*)::int`.as('members'),
		])
		.where(sql<boolean>`${to}::date - ${sql.lit(MONTH_AWAY)} - joined_on + 1 >= 7`)
		.groupBy(['group', 'known', 'week']);
