import { sql, type SqlBool } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import type { AppAbility } from '../permissions/permission.ts';
import { accessible } from '../permissions/where.ts';

/** So many entries one page looks at: a long log that holds little of what is wanted is read in several. */
export const LOOKED_AT = 5000;

type Place = readonly [string, number] | null;
type Wanted = {
	/** What is done in a space, and the spaces of it that may be read of. */
	inSpaces: { actions: readonly string[]; spaceIds: readonly string[] };
	/** What is done to members, in no space. */
	toMembers: readonly string[];
	after: Place;
	limit: number;
};

/** The next entries of the log, whatever they are, newest first. */
const nextOnes = (db: CommunityDb, after: Place) =>
	db
		.selectFrom('auditEntries')
		.$if(after !== null, (query) =>
			query.where(
				sql<SqlBool>`(at, number) < (${after?.[0]}::timestamptz, ${after?.[1]}::integer)`,
			),
		)
		.orderBy('at', 'desc')
		.orderBy('number', 'desc');

/** One more than asked for of those that everybody may read of, among the next ones. What somebody does with what is theirs is not keeping order. */
export const publicEntries = (db: CommunityDb, { inSpaces, toMembers, after, limit }: Wanted) =>
	db
		.selectFrom(
			nextOnes(db, after)
				.select(['at', 'number', 'action', 'actorKind', 'targetKind', 'targetId'])
				.select(['memberId', 'subjectId', 'spaceId', 'actor', 'details'])
				.limit(LOOKED_AT)
				.as('late'),
		)
		.selectAll()
		.where((eb) =>
			eb.or([
				eb.and([
					eb('action', '=', sql<string>`any(${[...inSpaces.actions]}::text[])`),
					eb('spaceId', '=', sql<string>`any(${[...inSpaces.spaceIds]}::uuid[])`),
				]),
				eb('action', '=', sql<string>`any(${[...toMembers]}::text[])`),
			]),
		)
		.where((eb) => eb('memberId', 'is distinct from', eb.ref('subjectId')))
		.orderBy('at', 'desc')
		.orderBy('number', 'desc')
		.limit(limit + 1);

/** The last of the entries that a page looks at; none where the log ends before. */
export const lastLookedAt = (db: CommunityDb, after: Place) =>
	nextOnes(db, after)
		.select(['at', 'number'])
		.offset(LOOKED_AT - 1)
		.limit(1);

/** Those of these posts that may be read now. */
export const readablePosts = (db: CommunityDb, ability: AppAbility, ids: readonly string[]) =>
	db
		.selectFrom('posts')
		.select(['id', 'title'])
		.where('id', '=', sql<string>`any(${[...ids]}::uuid[])`)
		.where(accessible(ability, 'read', 'Post', 'posts'));

/** Those of these comments whose post may be read now, and whether they may be themselves. */
export const commentsInReach = (db: CommunityDb, ability: AppAbility, ids: readonly string[]) =>
	db
		.selectFrom('comments')
		.innerJoin('posts', 'posts.id', 'comments.postId')
		.select(['comments.id', 'comments.postId', 'posts.title'])
		.select((eb) =>
			sql<boolean>`${accessible(ability, 'read', 'Comment', 'comments')(eb)}`.as('isReadable'),
		)
		.where('comments.id', '=', sql<string>`any(${[...ids]}::uuid[])`)
		.where(accessible(ability, 'read', 'Post', 'posts'));

/** What these members are called, so that nothing is told that calls them so. */
export const namesOf = (db: CommunityDb, memberIds: readonly string[]) =>
	db
		.selectFrom('members')
		.select(['id', 'name', 'handle'])
		.where('id', '=', sql<string>`any(${[...memberIds]}::uuid[])`);
