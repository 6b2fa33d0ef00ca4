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

/** A follow lies with the visits: who follows a space has seen it. */
export const followSpaceRow = (db: CommunityDb, memberId: string, spaceId: string, now: Date) =>
	db
		.insertInto('spaceVisits')
		.values({ memberId, spaceId, seenAt: now, followedAt: now })
		.onConflict((conflict) =>
			conflict
				.columns(['memberId', 'spaceId'])
				.doUpdateSet({ followedAt: now })
				.where('spaceVisits.followedAt', 'is', null),
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

export const spaceFollow = (db: CommunityDb, memberId: string, spaceId: string) =>
	db
		.selectFrom('spaceVisits')
		.select('followedAt')
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
