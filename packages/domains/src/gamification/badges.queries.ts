import { sql, type Insertable } from 'kysely';
import type { CommunityDb, CommunityTables } from '@kith/db/handles';
import { MOST_BADGES } from './gamification.schema.ts';

const SHOWN = [
	'badges.id',
	'badges.name',
	'badges.description',
	'badges.icon',
	'badges.tone',
] as const;

export const allBadges = (db: CommunityDb) =>
	db
		.selectFrom('badges')
		.select([...SHOWN, 'badges.mostGiven', 'badges.lastsDays', 'badges.version'])
		.select((eb) => [
			eb
				.selectFrom('badgeGrants')
				.select(sql<number>`count(*)::int`.as('count'))
				.whereRef('badgeGrants.badgeId', '=', 'badges.id')
				.where('badgeGrants.revokedAt', 'is', null)
				.as('held'),
			eb
				.selectFrom('badgeGrants')
				.select(sql<number>`count(distinct member_id)::int`.as('count'))
				.whereRef('badgeGrants.badgeId', '=', 'badges.id')
				.as('given'),
		])
		.where('archivedAt', 'is', null)
		.orderBy('position')
		.orderBy('id')
		.limit(MOST_BADGES);

export const badgePlaces = (db: CommunityDb) =>
	db.selectFrom('badges').select(['id', 'position', 'archivedAt']).limit(10_000);

export const insertBadge = (db: CommunityDb, row: Insertable<CommunityTables['badges']>) =>
	db
		.insertInto('badges')
		.values(row)
		.onConflict((conflict) => conflict.column('id').doNothing())
		.returning('id');

type Change = Partial<
	Pick<
		Insertable<CommunityTables['badges']>,
		'name' | 'description' | 'icon' | 'tone' | 'mostGiven' | 'lastsDays' | 'archivedAt'
	>
>;

export const changeBadge = (db: CommunityDb, badgeId: string, change: Change) =>
	db
		.updateTable('badges')
		.set({ ...change, version: sql<number>`version + 1` })
		.where('id', '=', badgeId);

/** What a member has now; what was put away since stays with those who have it. */
export const badgesOf = (db: CommunityDb, memberId: string, now: Date) =>
	db
		.selectFrom('badgeGrants')
		.innerJoin('badges', 'badges.id', 'badgeGrants.badgeId')
		.select([...SHOWN, 'badgeGrants.id as grantId', 'badgeGrants.givenAt'])
		.select(['badgeGrants.expiresAt', 'badgeGrants.reason'])
		.where('badgeGrants.memberId', '=', memberId)
		.where('badgeGrants.revokedAt', 'is', null)
		.where((eb) =>
			eb.or([eb('badgeGrants.expiresAt', 'is', null), eb('badgeGrants.expiresAt', '>', now)]),
		)
		.orderBy('badgeGrants.givenAt', 'desc')
		.orderBy('badgeGrants.id')
		.limit(MOST_BADGES);

export const grantRow = (db: CommunityDb, grantId: string) =>
	db
		.selectFrom('badgeGrants')
		.innerJoin('badges', 'badges.id', 'badgeGrants.badgeId')
		.select(['badgeGrants.id', 'badgeGrants.badgeId', 'badgeGrants.memberId', 'badges.name'])
		.select('badgeGrants.revokedAt')
		.where('badgeGrants.id', '=', grantId);

export const memberRow = (db: CommunityDb, memberId: string) =>
	db
		.selectFrom('members')
		.select(['id', 'name'])
		.where('id', '=', memberId)
		.where('status', 'in', ['active', 'suspended']);
