import { sql, type SqlBool } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import { accessible } from '../permissions/where.ts';
import type { Search } from './search.queries.ts';

/** So many posts of a tag are looked at, newest first, and so many comments of each: however many there are. */
const NEWEST = 500;
const COMMENTS_EACH = 10;
/** Two tags that are on half of all posts may never meet. */
const LOOKED_THROUGH = 1500;

/** Whether nothing but tags, a space and a kind is asked for: then the tag's own order of time is the way in. */
export const isTagAlone = (search: Search): boolean =>
	search.tagIds.length > 0 &&
	search.words === '' &&
	search.without.length === 0 &&
	search.authorId === null &&
	search.after === null &&
	search.before === null &&
	search.has.length === 0;

/** Not older than the last of those that are looked through. */
const isAmongNewest = (db: CommunityDb, tagId: string) =>
	sql<SqlBool>`post_tags.shown_at >= coalesce((${db
		.selectFrom('postTags as newest')
		.select('newest.shownAt')
		.where('newest.tagId', '=', tagId)
		.where('newest.shownAt', 'is not', null)
		.orderBy('newest.shownAt', 'desc')
		.orderBy('newest.postId', 'desc')
		.offset(LOOKED_THROUGH - 1)
		.limit(1)}), '-infinity')`;

/** The first of several tags is the rarest: its newest posts are looked through for the others, so many and no more. */
const newestTagged = (db: CommunityDb, { ability, tagIds, spaceId, postKind }: Search) => {
	const [first = '', ...others] = tagIds;
	return db
		.selectFrom('postTags')
		.innerJoin('posts', 'posts.id', 'postTags.postId')
		.where('postTags.tagId', '=', first)
		.where('postTags.shownAt', 'is not', null)
		.$if(others.length > 0, (query) => query.where(isAmongNewest(db, first)))
		.where(accessible(ability, 'read', 'Post', 'posts'))
		.where((eb) => eb.and(others.map((tagId) => alsoHas(db, tagId))))
		.$if(spaceId !== null, (query) => query.where('posts.spaceId', '=', spaceId))
		.$if(postKind !== null, (query) => query.where('posts.kind', '=', postKind))
		.orderBy('postTags.shownAt', 'desc')
		.orderBy('postTags.postId', 'desc')
		.limit(NEWEST);
};

/** Asked row by row along the walk: as a join it would begin with everything that has the other tag. */
const alsoHas = (db: CommunityDb, tagId: string) =>
	sql<SqlBool>`(${db
		.selectFrom('postTags as also')
		.select(sql<boolean>`true`.as('has'))
		.where('also.postId', '=', sql<string>`posts.id`)
		.where('also.tagId', '=', tagId)})`;

/** The newest posts that have the tags. */
export const taggedPosts = (db: CommunityDb, search: Search) =>
	newestTagged(db, search).select((eb) => [
		eb.val('post').as('kind'),
		...(['posts.id', 'posts.id as postId', 'posts.authorId', 'posts.createdAt'] as const),
		'posts.search',
	]);

/** The newest comments of those. */
export const taggedComments = (db: CommunityDb, search: Search) =>
	db
		.selectFrom(
			newestTagged(db, { ...search, postKind: null })
				.select('posts.id')
				.as('tagged'),
		)
		.innerJoinLateral(
			(inner) =>
				inner
					.selectFrom('comments')
					.select(['comments.id', 'comments.postId', 'comments.authorId'])
					.select(['comments.createdAt', 'comments.search'])
					.whereRef('comments.postId', '=', 'tagged.id')
					.where(accessible(search.ability, 'read', 'Comment', 'comments'))
					.orderBy('comments.createdAt', 'desc')
					.orderBy('comments.id', 'desc')
					.limit(COMMENTS_EACH)
					.as('newest'),
			(join) => join.onTrue(),
		)
		.select(sql<string>`'comment'`.as('kind'))
		.select(['newest.id', 'newest.postId', 'newest.authorId'])
		.select(['newest.createdAt', 'newest.search'])
		.orderBy('newest.createdAt', 'desc')
		.limit(NEWEST);
