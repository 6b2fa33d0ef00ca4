import { sql } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import { Holds, type Hold } from './awards.schema.ts';

/** What somebody keeps, out of its column. */
export const holdsIn = (value: unknown): Hold[] => Holds.parse(value ?? []);

/** Where a member stood when they were last counted. */
export const levelRow = (db: CommunityDb, memberId: string) =>
	db.selectFrom('scores').select(['points', 'level', 'holds']).where('memberId', '=', memberId);

export const keepLevel = (
	db: CommunityDb,
	memberId: string,
	{ level, holds }: { level: number; holds: readonly Hold[] },
) =>
	db
		.updateTable('scores')
		.set({ level, holds: JSON.stringify(holds) })
		.where('memberId', '=', memberId);

/** Members whose first end has come, in the order of their ids. Reads every score: for a job, never for a page. */
export const holdsOver = (
	db: CommunityDb,
	{ now, after, limit }: { now: Date; after: string; limit: number },
) =>
	db
		.selectFrom('scores')
		.select('memberId')
		.where(sql<boolean>`holds <> '[]'`)
		.where(sql<boolean>`(holds -> 0 ->> 'until')::timestamptz <= ${now}`)
		.where('memberId', '>', after)
		.orderBy('memberId')
		.limit(limit);

type Steps = { points: readonly number[]; top: number };

/** The place that points reach among these. */
const reachedIn = ({ points }: Steps) =>
	sql<number>`greatest(width_bucket(coalesce(scores.points, 0), ${[...points]}::integer[]) - 1, 0)`;

/** How many members stand where, and where they would stand by other steps; without what they would keep there. */
export const standings = (
	db: CommunityDb,
	{ now, is, would }: { now: Date; is: Steps; would: Steps },
) =>
	db
		.selectFrom(
			db
				.selectFrom('members')
				.leftJoin('scores', 'scores.memberId', 'members.id')
				.select([
					sql<number>`least(greatest(${reachedIn(is)}, (select max((one ->> 'level')::integer)
						from jsonb_array_elements(scores.holds) as one
						where (one ->> 'until')::timestamptz > ${now})), ${is.top}::integer)`.as('stands'),
					reachedIn(would).as('reaches'),
				])
				.where('members.status', 'in', ['active', 'suspended'])
				.as('members'),
		)
		.select(['stands', 'reaches', sql<number>`count(*)::integer`.as('count')])
		.groupBy(['stands', 'reaches']);
