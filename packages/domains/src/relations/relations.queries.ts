import { sql, type SqlBool } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import type { AppAbility } from '../permissions/permission.ts';
import { accessible } from '../permissions/where.ts';

export type Kind = 'follow' | 'mute' | 'block';

type Relation = { memberId: string; targetId: string; kind: Kind };

export const relatedMember = (db: CommunityDb, memberId: string) =>
	db.selectFrom('members').select(['id', 'status']).where('id', '=', memberId);

export const countRelations = (db: CommunityDb, memberId: string, kind: Kind) =>
	db
		.selectFrom('relations')
		.select(sql<number>`count(*)::int`.as('count'))
		.where('memberId', '=', memberId)
		.where('kind', '=', kind);

/** Idempotent; a row comes back only when it was not there. */
export const addRelation = (db: CommunityDb, relation: Relation, now: Date) =>
	db
		.insertInto('relations')
		.values({ ...relation, createdAt: now })
		.onConflict((conflict) => conflict.doNothing())
		.returning('targetId');

export const dropRelation = (db: CommunityDb, { memberId, targetId, kind }: Relation) =>
	db
		.deleteFrom('relations')
		.where('memberId', '=', memberId)
		.where('targetId', '=', targetId)
		.where('kind', '=', kind)
		.returning('targetId');

/** Who blocks someone stops following them, and is no longer followed by them. */
export const dropFollowsBetween = (db: CommunityDb, one: string, other: string) =>
	db
		.deleteFrom('relations')
		.where('kind', '=', 'follow')
		.where((eb) =>
			eb.or([
				eb.and([eb('memberId', '=', one), eb('targetId', '=', other)]),
				eb.and([eb('memberId', '=', other), eb('targetId', '=', one)]),
			]),
		);

/** Blocks of any of some members by any of others, in either direction. */
export const blocksBetween = (
	db: CommunityDb,
	some: readonly string[],
	others: readonly string[],
) =>
	db
		.selectFrom('relations')
		.select(['memberId', 'targetId'])
		.where('kind', '=', 'block')
		.where((eb) =>
			eb.or([
				eb.and([eb('memberId', 'in', some), eb('targetId', 'in', others)]),
				eb.and([eb('memberId', 'in', others), eb('targetId', 'in', some)]),
			]),
		);

type List = { after: readonly [string, string] | null; limit: number };

const people = (db: CommunityDb, { after, limit }: List, column: 'memberId' | 'targetId') =>
	db
		.selectFrom('relations')
		.innerJoin('members', 'members.id', `relations.${column}`)
		.select(['members.id', 'members.handle', 'members.name', 'members.avatarFileId'])
		.select('relations.createdAt as since')
		.$if(after !== null, (query) =>
			query.where(
				sql<SqlBool>`(relations.created_at, members.id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`,
			),
		)
		.orderBy('relations.createdAt', 'desc')
		.orderBy('members.id', 'desc')
		.limit(limit + 1);

/** Those whom a member muted or blocked, last first; also former members, because their posts may stay. */
export const avoidedBy = (db: CommunityDb, memberId: string, kind: Kind, list: List) =>
	people(db, list, 'targetId')
		.where('relations.memberId', '=', memberId)
		.where('relations.kind', '=', kind);

export const followersOf = (db: CommunityDb, ability: AppAbility, memberId: string, list: List) =>
	people(db, list, 'memberId')
		.where('relations.targetId', '=', memberId)
		.where('relations.kind', '=', 'follow')
		.where(accessible(ability, 'read', 'Member', 'members'));

export const followedBy = (db: CommunityDb, ability: AppAbility, memberId: string, list: List) =>
	people(db, list, 'targetId')
		.where('relations.memberId', '=', memberId)
		.where('relations.kind', '=', 'follow')
		.where(accessible(ability, 'read', 'Member', 'members'));

/** Some of those whom both follow, by name. */
export const followedByBoth = (
	db: CommunityDb,
	ability: AppAbility,
	memberId: string,
	viewerId: string,
) =>
	db
		.selectFrom('relations')
		.innerJoin('relations as own', 'own.targetId', 'relations.targetId')
		.innerJoin('members', 'members.id', 'relations.targetId')
		.select(['members.id', 'members.handle', 'members.name', 'members.avatarFileId'])
		.where('relations.memberId', '=', memberId)
		.where('relations.kind', '=', 'follow')
		.where('own.memberId', '=', viewerId)
		.where('own.kind', '=', 'follow')
		.where('members.status', '=', 'active')
		.where(accessible(ability, 'read', 'Member', 'members'))
		.orderBy(sql`lower(members.name)`)
		.orderBy('members.id')
		.limit(24);

/** So many of a member's last posts are looked at, however many there are. */
const LOOKED_AT = 1000;

/** The spaces of a member's last posts that the viewer may read, last written in first. */
export const writtenIn = (
	db: CommunityDb,
	ability: AppAbility,
	{ memberId, viewerId }: { memberId: string; viewerId: string },
) =>
	db
		.selectFrom((eb) =>
			eb
				.selectFrom('posts')
				.select(['posts.spaceId', 'posts.createdAt'])
				.where('posts.authorId', '=', memberId)
				.where(accessible(ability, 'read', 'Post', 'posts'))
				.orderBy('posts.createdAt', 'desc')
				.orderBy('posts.id', 'desc')
				.limit(LOOKED_AT)
				.as('last'),
		)
		.leftJoin('spaceVisits', (join) =>
			join
				.onRef('spaceVisits.spaceId', '=', 'last.spaceId')
				.on('spaceVisits.memberId', '=', viewerId),
		)
		.select([
			'last.spaceId',
			sql<number>`count(*)::int`.as('postCount'),
			sql<Date>`max(last.created_at)`.as('lastPostAt'),
			sql<boolean>`bool_or(followed_at is not null and muted_at is null)`.as('isFollowed'),
		])
		.groupBy('last.spaceId')
		.orderBy('lastPostAt', 'desc')
		.orderBy('last.spaceId')
		.limit(100);

/** How `viewerId` stands to a member, with the member's followers counted up to `most`. */
export const relationTo = (db: CommunityDb, viewerId: string, memberId: string, most: number) =>
	db.selectNoFrom((eb) => {
		const follows = eb.selectFrom('relations').select('kind').where('kind', '=', 'follow');
		const held = eb
			.selectFrom('relations')
			.select('kind')
			.where('memberId', '=', viewerId)
			.where('targetId', '=', memberId);
		const counted = (rows: typeof follows) =>
			eb.selectFrom(rows.limit(most).as('rows')).select(sql<number>`count(*)::int`.as('count'));
		return [
			eb.exists(held.where('kind', '=', 'follow')).as('isFollowed'),
			eb.exists(held.where('kind', '=', 'mute')).as('isMuted'),
			counted(follows.where('targetId', '=', memberId)).as('followers'),
			counted(follows.where('memberId', '=', memberId)).as('following'),
		];
	});

/** A follow lies with the visits: who follows a space has seen it. A muted one is not followed. */
export const followSpaceRow = (db: CommunityDb, memberId: string, spaceId: string, now: Date) =>
	db
		.insertInto('spaceVisits')
		.values({ memberId, spaceId, seenAt: now, followedAt: now })
		.onConflict((conflict) =>
			conflict
				.columns(['memberId', 'spaceId'])
				.doUpdateSet({ followedAt: now })
				.where('spaceVisits.followedAt', 'is', null)
				.where('spaceVisits.mutedAt', 'is', null),
		)
		.returning('spaceId');

export const unfollowSpaceRow = (db: CommunityDb, memberId: string, spaceId: string) =>
	db
		.updateTable('spaceVisits')
		.set({ followedAt: null })
		.where('memberId', '=', memberId)
		.where('spaceId', '=', spaceId)
		.where('followedAt', 'is not', null)
		.returning('spaceId');

/** Who mutes a space has seen it, too. */
export const muteSpaceRow = (db: CommunityDb, memberId: string, spaceId: string, now: Date) =>
	db
		.insertInto('spaceVisits')
		.values({ memberId, spaceId, seenAt: now, mutedAt: now })
		.onConflict((conflict) =>
			conflict
				.columns(['memberId', 'spaceId'])
				.doUpdateSet({ mutedAt: now })
				.where('spaceVisits.mutedAt', 'is', null),
		);

export const unmuteSpaceRow = (db: CommunityDb, memberId: string, spaceId: string) =>
	db
		.updateTable('spaceVisits')
		.set({ mutedAt: null })
		.where('memberId', '=', memberId)
		.where('spaceId', '=', spaceId)
		.where('mutedAt', 'is not', null)
		.returning('spaceId');

/** The spaces that a member muted, last first; at most one row of each space. */
export const mutedSpacesOf = (db: CommunityDb, memberId: string) =>
	db
		.selectFrom('spaceVisits')
		.select(['spaceId', sql<Date>`muted_at`.as('since')])
		.where('memberId', '=', memberId)
		.where('mutedAt', 'is not', null)
		.orderBy('mutedAt', 'desc')
		.orderBy('spaceId')
		.limit(500);

export const spaceRelation = (db: CommunityDb, memberId: string, spaceId: string) =>
	db
		.selectFrom('spaceVisits')
		.select(['followedAt', 'mutedAt'])
		.where('memberId', '=', memberId)
		.where('spaceId', '=', spaceId);

/**
 * Forgets what a departed member thought of others. Who blocked or muted them goes on doing so: what they wrote may stay.
 */
export const forgetRelationsOf = (db: CommunityDb, memberId: string) =>
	db
		.deleteFrom('relations')
		.where((eb) =>
			eb.or([
				eb('memberId', '=', memberId),
				eb.and([eb('targetId', '=', memberId), eb('kind', '=', 'follow')]),
			]),
		);
