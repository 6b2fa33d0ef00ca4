import { sql } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import type { Span } from './reports.queries.ts';
import { MONTH_AWAY } from './survive.ts';

const day = (text: string) => sql<Date>`${text}::date`;
const AWAY = sql.lit(MONTH_AWAY);

/**
 * Week by week how many members joined, came back after so many days away, and began to be away: they do on the day that
 * completes them. Who does not want to be looked at is none of them, for no day of theirs is known.
 */
export const comingsOf = (db: CommunityDb, { from, to, withStaff }: Span) =>
	db
		.with('here', (cte) =>
			cte
				.selectFrom('analyticsMembers')
				.innerJoin('members', 'members.id', 'analyticsMembers.memberId')
				.select(['memberId', sql<Date>`joined_on`.as('on')])
				.where('joinedOn', '<=', day(to))
				.where('members.isPersonal', '=', true)
				.$if(!withStaff, (query) => query.where('isStaff', '=', false))
				.union(
					cte
						.selectFrom('analyticsDays')
						.innerJoin('members', 'members.id', 'analyticsDays.memberId')
						.select(['memberId', sql<Date>`analytics_days.day`.as('on')])
						.where('analyticsDays.day', '<=', day(to))
						.where('members.isPersonal', '=', true)
						.$if(!withStaff, (query) => query.where('isStaff', '=', false)),
				),
		)
		.with('visits', (cte) =>
			cte
				.selectFrom('here')
				.select('on')
				.select(
					sql<number>`"on" - lag("on") over (partition by member_id order by "on")`.as('since'),
				)
				.select(
					sql<number>`lead("on") over (partition by member_id order by "on") - "on"`.as('until'),
				),
		)
		.with('steps', (cte) =>
			cte
				.selectFrom('visits')
				.select([sql<string>`'back'`.as('step'), 'on'])
				.where('since', '>=', MONTH_AWAY)
				.unionAll(
					cte
						.selectFrom('visits')
						.select([sql<string>`'away'`.as('step'), sql<Date>`"on" + ${AWAY}`.as('on')])
						.where((eb) => eb.or([eb('until', 'is', null), eb('until', '>=', MONTH_AWAY)])),
				)
				.unionAll(
					cte
						.selectFrom('analyticsMembers')
						.innerJoin('members', 'members.id', 'analyticsMembers.memberId')
						.select([sql<string>`'joined'`.as('step'), sql<Date>`joined_on`.as('on')])
						.where('members.isPersonal', '=', true)
						.$if(!withStaff, (query) => query.where('isStaff', '=', false)),
				),
		)
		.selectFrom('steps')
		.select(['step', sql<string>`date_trunc('week', "on")::date::text`.as('week')])
		.select((eb) => eb.fn.countAll<string>().as('n'))
		.where('on', '>=', day(from))
		.where('on', '<=', day(to))
		.groupBy(['step', 'week']);
