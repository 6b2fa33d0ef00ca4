import { sql } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import { MOST_COUNTED } from '../submissions/index.ts';
import { MOST_MODERATORS, OUTCOMES } from './moderation.schema.ts';

/** From `since` on is looked at; what is before `from` is the time before. */
export type Stretch = { since: Date; from: Date; to: Date; timeZone: string };

const DECISIONS = Object.values(OUTCOMES).flat();
const ON_TEXTS = [...OUTCOMES.approved, ...OUTCOMES.refused];

const isNow = ({ from }: Stretch) => sql<boolean>`at >= ${from}`.as('isNow');
const weekdayIn = (timeZone: string) =>
	sql<number>`extract(isodow from at at time zone ${timeZone})::int`.as('weekday');
const hourIn = (timeZone: string) =>
	sql<number>`extract(hour from at at time zone ${timeZone})::int`.as('hour');

/** What the log says of some actions since a moment: a stretch of its key. */
const logged = (db: CommunityDb, since: Date, actions: readonly string[]) =>
	db
		.selectFrom('auditEntries')
		.where('at', '>=', since)
		.where('action', 'in', [...actions]);

/** How often each thing was decided. */
export const decisionCounts = (db: CommunityDb, stretch: Stretch) =>
	logged(db, stretch.since, DECISIONS)
		.select(['action', isNow(stretch)])
		.select((eb) => eb.fn.countAll<string>().as('n'))
		.where('at', '<', stretch.to)
		.groupBy(['action', 'isNow']);

/** When people decided. */
export const decisionHours = (db: CommunityDb, { from, to, timeZone }: Stretch) =>
	logged(db, from, DECISIONS)
		.select([weekdayIn(timeZone), hourIn(timeZone)])
		.select((eb) => eb.fn.countAll<string>().as('n'))
		.where('at', '<', to)
		.where('actorKind', '<>', 'job')
		.groupBy(['weekday', 'hour']);

/**
 * Who decided how often, under the account that theirs became. Whoever acts from the studio as nobody here goes by the name
 * they had in the log.
 */
export const decisionsByActor = (db: CommunityDb, { from, to }: Stretch) =>
	db
		.with('decisions', () =>
			logged(db, from, DECISIONS)
				.leftJoin('members as actors', 'actors.id', 'auditEntries.memberId')
				.select('auditEntries.action')
				.select([
					sql<string | null>`coalesce(actors.merged_into_id, audit_entries.member_id)`.as(
						'memberId',
					),
					sql<
						string | null
					>`case when audit_entries.member_id is null then audit_entries.staff_id end`.as(
						'staffId',
					),
					sql<boolean>`actor_kind = 'job'`.as('isJob'),
					sql<string | null>`actor #>> '{content,name}'`.as('calledThen'),
				])
				.where('at', '<', to),
		)
		.with('most', (cte) =>
			cte
				.selectFrom('decisions')
				.select(['memberId', 'staffId', 'isJob'])
				.select(sql<string | null>`max(called_then)`.as('calledThen'))
				.select((eb) => eb.fn.countAll<string>().as('all'))
				.groupBy(['memberId', 'staffId', 'isJob'])
				.orderBy('all', 'desc')
				.orderBy(sql`coalesce(member_id, staff_id)`)
				.limit(MOST_MODERATORS),
		)
		.selectFrom('most')
		.innerJoin('decisions', (join) =>
			join
				.on(sql<boolean>`decisions.member_id is not distinct from most.member_id`)
				.on(sql<boolean>`decisions.staff_id is not distinct from most.staff_id`)
				.onRef('decisions.isJob', '=', 'most.isJob'),
		)
		.leftJoin('members', 'members.id', 'most.memberId')
		.select(['most.memberId', 'most.staffId', 'most.isJob', 'most.calledThen', 'most.all'])
		.select(['members.name', 'members.status', 'decisions.action'])
		.select((eb) => eb.fn.countAll<string>().as('n'))
		.groupBy(['most.memberId', 'most.staffId', 'most.isJob', 'most.calledThen', 'most.all'])
		.groupBy(['members.name', 'members.status', 'decisions.action'])
		.orderBy('most.all', 'desc')
		.orderBy(sql`coalesce(most.member_id, most.staff_id)`);

/** What was decided on since a moment, by its keys: the log says which. */
const decidedSince = (db: CommunityDb, since: Date) =>
	db
		.selectFrom('submissions')
		.where(
			'submissions.id',
			'in',
			logged(db, since, ON_TEXTS).select(sql<string>`target_id::uuid`.as('id')),
		);

/** What began to wait: what waits still, by the queue, and what somebody decided on since. */
const came = (db: CommunityDb, { since, to }: Pick<Stretch, 'since' | 'to'>) =>
	db
		.selectFrom(
			db
				.selectFrom('submissions')
				.select(['kind', 'heldFor', 'revisesId', sql<Date>`coalesce(held_at, sent_at)`.as('at')])
				.where('state', '=', sql.lit('waiting'))
				.where('sentAt', '>=', since)
				.unionAll(
					decidedSince(db, since)
						.select(['kind', 'heldFor', 'revisesId'])
						.select(sql<Date>`coalesce(held_at, sent_at)`.as('at'))
						.where('state', '<>', sql.lit('waiting')),
				)
				.as('held'),
		)
		.where('at', '>=', since)
		.where('at', '<', to);

/** How much came, of what kind and by what of the rules. */
export const cameCounts = (db: CommunityDb, stretch: Stretch) =>
	came(db, stretch)
		.select([
			sql<
				'post' | 'comment' | 'change'
			>`case when revises_id is null then kind else 'change' end`.as('what'),
			sql<string>`coalesce(held_for, 'unknown')`.as('why'),
			isNow(stretch),
		])
		.select((eb) => eb.fn.countAll<string>().as('n'))
		.groupBy(['what', 'why', 'isNow']);

export const cameHours = (db: CommunityDb, { from, to, timeZone }: Stretch) =>
	came(db, { since: from, to })
		.select([weekdayIn(timeZone), hourIn(timeZone)])
		.select((eb) => eb.fn.countAll<string>().as('n'))
		.groupBy(['weekday', 'hour']);

/** How long texts waited whose first decision falls into each of the two times. */
export const firstDecisions = (db: CommunityDb, stretch: Stretch) =>
	db
		.selectFrom(
			decidedSince(db, stretch.since)
				.select([
					sql<Date>`coalesce(first_decided_at, decided_at)`.as('at'),
					sql<number>`extract(epoch from coalesce(first_decided_at, decided_at) - coalesce(held_at, sent_at))`.as(
						'seconds',
					),
				])
				.as('decided'),
		)
		.select(isNow(stretch))
		.select((eb) => eb.fn.countAll<string>().as('texts'))
		.select([
			sql<number>`percentile_cont(0.5) within group (order by seconds)::float8`.as('median'),
			sql<number>`percentile_cont(0.9) within group (order by seconds)::float8`.as('ninetieth'),
		])
		.where('at', '>=', stretch.since)
		.where('at', '<', stretch.to)
		.groupBy('isNow');

/** What waits at this moment, up to a bound, and since when the first of it. */
export const waitingNow = (db: CommunityDb) =>
	db
		.selectFrom((eb) =>
			eb
				.selectFrom('submissions')
				.select('sentAt')
				.where('state', '=', sql.lit('waiting'))
				.orderBy('sentAt')
				.limit(MOST_COUNTED)
				.as('waiting'),
		)
		.select([sql<number>`count(*)::int`.as('count'), sql<Date | null>`min(sent_at)`.as('since')]);
