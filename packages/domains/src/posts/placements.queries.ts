import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { CommunityDb, CommunityTables } from '@kith/db/handles';
import type { AppAbility } from '../permissions/permission.ts';
import { accessible } from '../permissions/where.ts';
import { isCoWrittenBy } from '../permissions/co-written.queries.ts';

type PostEb = ExpressionBuilder<CommunityTables, 'posts'>;

type Listing = {
	ability: AppAbility;
	spaceId: string;
	after: readonly [string, string] | null;
	limit: number;
};

/** Where the next page of a list begins. */
export const beyond = (after: readonly [string, string] | null) =>
	after === null
		? sql<SqlBool>`true`
		: sql<SqlBool>`(posts.created_at, posts.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`;

/**
 * Whether a post is on the next page of a space: its own posts, and those of other spaces that are shown in it, as far
 * as their home may be read. Each half is read along its own index, so that a page costs the same in any community.
 */
export const inSpace = (db: CommunityDb, { ability, spaceId, after, limit }: Listing) => {
	const readable = accessible(ability, 'read', 'Post', 'posts');
	const own = db
		.selectFrom('posts')
		.select(['posts.id', 'posts.createdAt as key'])
		.where('posts.spaceId', '=', spaceId)
		.where(readable)
		.where('posts.mergedIntoId', 'is', null)
		.where(beyond(after))
		.orderBy('posts.createdAt', 'desc')
		.orderBy('posts.id', 'desc')
		.limit(limit + 1);
	const shown = db
		.selectFrom('postPlacements')
		.innerJoin('posts', 'posts.id', 'postPlacements.postId')
		.select(['posts.id', 'posts.createdAt as key'])
		.where('postPlacements.spaceId', '=', spaceId)
		.where(readable)
		.where('posts.mergedIntoId', 'is', null)
		// The page's own beginning, said of the columns that this half is read along.
		.$if(after !== null, (query) =>
			query.where(
				sql<SqlBool>`(post_placements.posted_at, post_placements.post_id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`,
			),
		)
		.orderBy('postPlacements.postedAt', 'desc')
		.orderBy('postPlacements.postId', 'desc')
		.limit(limit + 1);
	return eitherHalf(own, shown, limit);
};

type OfMember = Omit<Listing, 'spaceId'> & { authorId: string };

/**
 * Whether a post is on the next page of a member: what they wrote alone or first, and what they wrote along with others.
 * Each half is read along its own index, too. A range leaves the planner no other; of who wrote little an equality would
 * have it walk through everybody's posts.
 */
export const ofMember = (db: CommunityDb, { ability, authorId, after, limit }: OfMember) => {
	const half = (isTheirs: (eb: PostEb) => Expression<SqlBool>) =>
		db
			.selectFrom('posts')
			.select(['posts.id', 'posts.createdAt as key'])
			.where(isTheirs)
			.where(accessible(ability, 'read', 'Post', 'posts'))
			.where('posts.mergedIntoId', 'is', null)
			.where(beyond(after));
	const own = half((eb) => eb.between('posts.authorId', authorId, authorId))
		.orderBy('posts.authorId')
		.orderBy('posts.createdAt', 'desc')
		.orderBy('posts.id', 'desc')
		.limit(limit + 1);
	const shared = half(() => isCoWrittenBy(db, authorId))
		.orderBy('posts.createdAt', 'desc')
		.orderBy('posts.id', 'desc')
		.limit(limit + 1);
	return eitherHalf(own, shared, limit);
};

const eitherHalf = (one: Expression<unknown>, other: Expression<unknown>, limit: number) =>
	sql<SqlBool>`posts.id = any(array(
		select both_halves.id from ((${one}) union all (${other})) as both_halves
		order by both_halves.key desc, both_halves.id desc limit ${limit + 1}))`;

/** The people and places around one post, read with it: most posts have none. */
export const aroundPost = (eb: ExpressionBuilder<CommunityTables, 'posts'>) =>
	[
		jsonArrayFrom(
			eb
				.selectFrom('members as others')
				.select(['others.id', 'others.handle', 'others.name', 'others.avatarFileId as avatar'])
				.whereRef('others.id', '=', sql`any(posts.co_author_ids)`)
				.where('others.status', '=', 'active')
				.limit(20),
		).as('coAuthors'),
		sql<string[]>`array(${eb
			.selectFrom('postPlacements')
			.select('postPlacements.spaceId')
			.whereRef('postPlacements.postId', '=', 'posts.id')
			.limit(20)})`.as('shownIn'),
	] as const;
