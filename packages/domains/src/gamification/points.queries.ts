import { sql, type Insertable } from 'kysely';
import type { CommunityDb, CommunityTables, PlatformDb } from '@kith/db/handles';
import { dropEarned } from './merge.queries.ts';
import { MOST_RULES, MOST_BADGES } from './gamification.schema.ts';

/** Badges taken by hand that a trial minds. */
const MOST_TAKEN = 50_000;

/** Rows of days that no space belongs to. */
export const NO_SPACE = '00000000-0000-0000-0000-000000000000';

/** The versions of rules that ever were in force, newest first of each. */
export const ruleVersions = (db: CommunityDb) =>
	db
		.selectFrom('pointRuleVersions')
		.innerJoin('pointRules', 'pointRules.id', 'pointRuleVersions.ruleId')
		.select(['ruleId', 'number', 'definition', 'countsFrom', 'countsUntil', 'archivedAt'])
		.orderBy('ruleId')
		.orderBy('number', 'desc')
		.limit(MOST_RULES * 100);

/** One after the other, what a member has is settled; who is not here any more gets nothing. */
export const ensureScore = (db: CommunityDb, memberId: string) =>
	db
		.insertInto('scores')
		.columns(['memberId'])
		.expression((eb) =>
			eb
				.selectFrom('members')
				.select('members.id')
				.where('members.id', '=', memberId)
				.where('members.status', 'in', ['active', 'suspended']),
		)
		.onConflict((conflict) => conflict.doNothing());

export const lockScore = (db: CommunityDb, memberId: string) =>
	db
		.selectFrom('scores')
		.innerJoin('members', 'members.id', 'scores.memberId')
		.select(['scores.points', 'members.joinedAt'])
		.where('scores.memberId', '=', memberId)
		.where('members.status', 'in', ['active', 'suspended'])
		.forNoKeyUpdate('scores');

/** What each deed stands at under one rule, in a stretch of time. */
export const standingEntries = (
	db: CommunityDb,
	{ memberId, ruleId, from, until }: Span & { memberId: string; ruleId: string },
) =>
	db
		.selectFrom('pointEntries')
		.select(['deedId', 'spaceId', 'at'])
		.select(({ fn }) => [sql<number>`sum(points)::int`.as('points'), fn.max('number').as('number')])
		.where('memberId', '=', memberId)
		.where('ruleId', '=', ruleId)
		.$if(Number.isFinite(from), (query) => query.where('at', '>=', new Date(from)))
		.$if(Number.isFinite(until), (query) => query.where('at', '<', new Date(until)))
		.groupBy(['deedId', 'spaceId', 'at']);

type Span = { from: number; until: number };

/** The highest number of an entry that each of these deeds has under a rule. */
export const entryNumbers = (
	db: CommunityDb,
	{ memberId, ruleId, deedIds }: { memberId: string; ruleId: string; deedIds: readonly string[] },
) =>
	db
		.selectFrom('pointEntries')
		.select('deedId')
		.select(({ fn }) => fn.max('number').as('number'))
		.where('memberId', '=', memberId)
		.where('ruleId', '=', ruleId)
		.where('deedId', '=', sql<string>`any(${[...deedIds]}::uuid[])`)
		.groupBy('deedId');

export type Entry = Insertable<CommunityTables['pointEntries']>;

export const insertEntries = (db: CommunityDb, entries: readonly Entry[]) =>
	db.insertInto('pointEntries').values([...entries]);

export const insertEntryOnce = (db: CommunityDb, entry: Entry) =>
	db
		.insertInto('pointEntries')
		.values(entry)
		.onConflict((conflict) => conflict.column('id').doNothing())
		.returning('id');

export const addPoints = (db: CommunityDb, memberId: string, points: number) =>
	db
		.updateTable('scores')
		.set({ points: sql<number>`points + ${points}` })
		.where('memberId', '=', memberId)
		.returning('points');

export type DayPoints = { day: string; spaceId: string; points: number };

export const addDays = (db: CommunityDb, memberId: string, days: readonly DayPoints[]) =>
	db
		.insertInto('scoreDays')
		.columns(['day', 'memberId', 'spaceId', 'points'])
		.expression(
			db
				.selectFrom(
					sql<DayPoints>`jsonb_to_recordset(${JSON.stringify(days)}::jsonb)`.as<'added'>(
						sql`added("day" date, "spaceId" uuid, "points" int)`,
					),
				)
				.select([
					sql<Date>`added."day"`.as('day'),
					sql<string>`${memberId}::uuid`.as('memberId'),
					sql<string>`added."spaceId"`.as('spaceId'),
					sql<number>`added."points"`.as('points'),
				]),
		)
		.onConflict((conflict) =>
			conflict
				.columns(['day', 'memberId', 'spaceId'])
				.doUpdateSet({ points: sql<number>`score_days.points + excluded.points` }),
		);

/** The badges that rules give this member now. */
export const badgesByRules = (db: CommunityDb, memberId: string) =>
	db
		.selectFrom('badgeGrants')
		.select(['id', 'badgeId', 'ruleId', 'givenAt'])
		.where('memberId', '=', memberId)
		.where('ruleId', 'is not', null)
		.where('revokedAt', 'is', null)
		.limit(MOST_BADGES);

/** Moves a grant with its end to when it was earned, which was heard of later than another time. */
export const moveGrant = (db: CommunityDb, id: string, at: Date) =>
	db
		.updateTable('badgeGrants')
		.set({ givenAt: at, expiresAt: sql<Date | null>`expires_at + (${at} - given_at)` })
		.where('id', '=', id);

/** Badges that were taken from a member by hand: rules do not bring them back. */
export const takenByHand = (db: CommunityDb, memberId: string) =>
	db
		.selectFrom('badgeGrants')
		.select('badgeId')
		.distinct()
		.where('memberId', '=', memberId)
		.where('revokeReason', '<>', '')
		.limit(MOST_BADGES);

/** Who had one of these badges taken by hand. */
export const takenByHandOf = (db: CommunityDb, badgeIds: readonly string[]) =>
	db
		.selectFrom('badgeGrants')
		.select(['memberId', 'badgeId'])
		.distinct()
		.where('badgeId', '=', sql<string>`any(${[...badgeIds]}::uuid[])`)
		.where('revokeReason', '<>', '')
		.limit(MOST_TAKEN);

/** A badge with how many of it there are, one after the other where there is an end to them. */
export const lockBadge = (db: CommunityDb, badgeId: string) =>
	db
		.selectFrom('badges')
		.select(['id', 'name', 'mostGiven', 'lastsDays', 'archivedAt', 'version'])
		.where('id', '=', badgeId)
		.forNoKeyUpdate();

export const givenCount = (db: CommunityDb, badgeId: string) =>
	db
		.selectFrom('badgeGrants')
		.select(({ fn }) => fn.count<number>('memberId').distinct().as('count'))
		.where('badgeId', '=', badgeId);

export const insertGrant = (db: CommunityDb, grant: Insertable<CommunityTables['badgeGrants']>) =>
	db
		.insertInto('badgeGrants')
		.values(grant)
		.onConflict((conflict) => conflict.doNothing())
		.returning('id');

export const revokeGrants = (
	db: CommunityDb,
	ids: readonly string[],
	{ at, reason }: { at: Date; reason: string },
) =>
	db
		.updateTable('badgeGrants')
		.set({ revokedAt: at, revokeReason: reason })
		.where('id', '=', sql<string>`any(${[...ids]}::uuid[])`)
		.where('revokedAt', 'is', null)
		.returning(['badgeId', 'memberId']);

/** Grants whose time is over. */
export const expiredGrants = (db: CommunityDb, now: Date, limit: number) =>
	db
		.selectFrom('badgeGrants')
		.select('id')
		.where('revokedAt', 'is', null)
		.where('expiresAt', '<=', now)
		.orderBy('expiresAt')
		.limit(limit);

/** Members behind an id who are here now. */
export const membersAfter = (db: CommunityDb, after: string, limit: number) =>
	db
		.selectFrom('members')
		.select('id')
		.where('id', '>', after)
		.where('status', 'in', ['active', 'suspended'])
		.orderBy('id')
		.limit(limit);

/** Who leaves and is forgotten takes along what they have; what they did for others still counts for those. */
export async function forgetPoints(db: CommunityDb, memberId: string): Promise<void> {
	await db.updateTable('deeds').set({ memberId: null }).where('memberId', '=', memberId).execute();
	await db.updateTable('deeds').set({ otherId: null }).where('otherId', '=', memberId).execute();
	await db.deleteFrom('badgeGrants').where('memberId', '=', memberId).execute();
	await dropEarned(db, memberId);
}

/** Communities behind an id that have points. */
export const communitiesWith = (db: PlatformDb, after: string, limit: number) =>
	db
		.selectFrom('communityModules')
		.innerJoin('communities', 'communities.id', 'communityModules.communityId')
		.select('communities.id')
		.where('communityModules.module', '=', 'gamification')
		.where('communities.status', '=', 'live')
		.where('communities.id', '>', after)
		.orderBy('communities.id')
		.limit(limit);
