import { sql, type SqlBool } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import type { AppAbility } from '../permissions/permission.ts';
import { accessible } from '../permissions/where.ts';
import {
	favouredAuthors,
	favouredSpaces,
	favouredTags,
	timesOf,
	withDeeds,
	type Learning,
} from './taste.queries.ts';

/** So many of each are shown. */
const SHOWN = 5;
/** As far as anybody counts. */
const MOST_COUNTED = 1000;

export const switchPersonalRow = (db: CommunityDb, memberId: string, on: boolean) =>
	db
		.updateTable('members')
		.set({ isPersonal: on })
		.where('id', '=', memberId)
		.where('isPersonal', '<>', on);

export const forgetLearnedRow = (db: CommunityDb, memberId: string, now: Date) =>
	db.updateTable('members').set({ learnedSince: now }).where('id', '=', memberId);

const COUNT = sql<number>`count(*) over ()::int`.as('count');

/** The members that one followed last, and how many they are. */
export const lastFollowed = (db: CommunityDb, ability: AppAbility, memberId: string) =>
	db
		.selectFrom('relations')
		.innerJoin('members', 'members.id', 'relations.targetId')
		.select(['members.handle', 'members.name', COUNT])
		.where('relations.memberId', '=', memberId)
		.where('relations.kind', '=', 'follow')
		.where(accessible(ability, 'read', 'Member', 'members'))
		.orderBy('relations.createdAt', 'desc')
		.orderBy('members.id')
		.limit(SHOWN);

export const lastFollowedTags = (db: CommunityDb, memberId: string) =>
	db
		.selectFrom('tagFollows')
		.innerJoin('tags', 'tags.id', 'tagFollows.tagId')
		.select(['tags.slug', 'tags.name', COUNT])
		.where('tagFollows.memberId', '=', memberId)
		.orderBy('tagFollows.createdAt', 'desc')
		.orderBy('tags.id')
		.limit(SHOWN);

type Learned = { ability: AppAbility; learning: NonNullable<Learning> };

/** Whom a member answers or reacts to most. */
export const mostFavoured = (
	db: CommunityDb,
	{ ability, learning }: Learned,
	how: 'answers' | 'likes',
) => {
	const times = timesOf(how);
	return withDeeds(db, learning)
		.with('favoured', (inner) => favouredAuthors(inner, learning.memberId))
		.selectFrom('favoured')
		.innerJoin('members', 'members.id', 'favoured.authorId')
		.select(['members.handle', 'members.name', times.as('times')])
		.where(accessible(ability, 'read', 'Member', 'members'))
		.where(sql<SqlBool>`${times} > 0`)
		.orderBy('times', 'desc')
		.orderBy('members.id')
		.limit(SHOWN);
};

/** In which spaces a member takes part, of those they may read. */
export const mostVisited = (
	db: CommunityDb,
	learning: NonNullable<Learning>,
	readable: readonly string[],
) =>
	withDeeds(db, learning)
		.with('places', (inner) => favouredSpaces(inner))
		.selectFrom('places')
		.selectAll()
		.where(sql<SqlBool>`places.space_id = any(${[...readable]}::uuid[])`)
		.orderBy('places.times', 'desc')
		.orderBy('places.spaceId')
		.limit(SHOWN);

/** The tags of what a member takes part in. */
export const mostTouchedTags = (db: CommunityDb, learning: NonNullable<Learning>) =>
	withDeeds(db, learning)
		.with('topics', (inner) => favouredTags(inner))
		.selectFrom('topics')
		.innerJoin('tags', 'tags.id', 'topics.tagId')
		.select(['tags.slug', 'tags.name', 'topics.times'])
		.orderBy('topics.times', 'desc')
		.orderBy('tags.id')
		.limit(SHOWN);

/** Of how many posts it is known how far a member read them, up to a bound. */
export const countRead = (db: CommunityDb, memberId: string) =>
	db
		.selectFrom((eb) =>
			eb
				.selectFrom('commentReads')
				.select('postId')
				.where('memberId', '=', memberId)
				.limit(MOST_COUNTED)
				.as('read'),
		)
		.select(sql<number>`count(*)::int`.as('count'));
