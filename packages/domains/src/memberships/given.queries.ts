import { sql, type SqlBool } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';

/** More are left to the sweep, which ends what is overdue. */
const AT_ONCE = 200;

const openGiven = (db: CommunityDb) =>
	db
		.selectFrom('memberships')
		.where('source', '=', 'complimentary')
		.where('status', '<>', 'canceled');

/** What a member was given for nothing and still has, and what gave it; null where a hand did. */
export const givenTo = (db: CommunityDb, memberId: string) =>
	openGiven(db)
		.select(['id', 'tierId', sql<string | null>`data->>'givenBy'`.as('givenBy')])
		.where('memberId', '=', memberId)
		.limit(500);

export const givenBy = (db: CommunityDb, by: string) =>
	openGiven(db)
		.select('id')
		.where(sql<SqlBool>`data->>'givenBy' = ${by}`)
		.orderBy('id')
		.limit(AT_ONCE);

/** How many members a source gave a tier to. */
export const countGiven = (db: CommunityDb, by: string) =>
	openGiven(db)
		.select(sql<number>`count(distinct member_id)::int`.as('count'))
		.where(sql<SqlBool>`data->>'givenBy' = ${by}`);

/** Has all that a source gave end now. */
export const givenWhole = (db: CommunityDb, by: string, now: Date) =>
	db
		.updateTable('memberships')
		.set({ endsAt: now, updatedAt: now, version: sql<number>`version + 1` })
		.where('source', '=', 'complimentary')
		.where('status', '<>', 'canceled')
		.where(sql<SqlBool>`data->>'givenBy' = ${by}`);

export const publishedAmong = (db: CommunityDb, tierIds: readonly string[]) =>
	db
		.selectFrom('tiers')
		.select('id')
		.where('id', 'in', [...tierIds])
		.where('status', '=', 'published');
