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

/** What is given out, and of what is not any more what this member has. */
export const allBadges = (db: CommunityDb, heldBy: string | null = null) =>
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
		.where((eb) =>
			eb.or([
				eb('archivedAt', 'is', null),
				eb.exists(
					eb
						.selectFrom('badgeGrants')
						.select('badgeGrants.id')
						.whereRef('badgeGrants.badgeId', '=', 'badges.id')
						.where('badgeGrants.revokedAt', 'is', null)
						.where('badgeGrants.memberId', '=', heldBy),
				),
			]),
		)
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

/** One badge of one member, with what its page tells; nothing of who is not here now. */
export const shownGrant = (db: CommunityDb, grantId: string) =>
	db
		.selectFrom('badgeGrants')
		.innerJoin('badges', 'badges.id', 'badgeGrants.badgeId')
		.innerJoin('members', 'members.id', 'badgeGrants.memberId')
		.leftJoin('challenges', 'challenges.id', 'badgeGrants.challengeId')
		.select([...SHOWN, 'badgeGrants.memberId', 'badgeGrants.givenAt', 'badgeGrants.expiresAt'])
		.select(['badgeGrants.revokedAt', 'badgeGrants.reason', 'badgeGrants.isShared'])
		.select(['members.name as member', 'members.handle', 'members.avatarFileId'])
		.select(['members.status', 'challenges.title as challenge'])
		.where('badgeGrants.id', '=', grantId)
		.where('members.status', '=', 'active');

/** Only by who has it. */
export const setShared = (
	db: CommunityDb,
	{ grantId, memberId, isShared }: { grantId: string; memberId: string; isShared: boolean },
) =>
	db
		.updateTable('badgeGrants')
		.set({ isShared })
		.where('id', '=', grantId)
		.where('memberId', '=', memberId)
		.returning('id');
