import { sql, type Expression, type SqlBool } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import type { TagLink } from './tags.schema.ts';

/** The tags of the post in a row of `posts`, as one column. */
export const tagsColumn = (db: CommunityDb) =>
	sql<TagLink[]>`coalesce((${db
		.selectFrom('postTags')
		.innerJoin('tags', 'tags.id', 'postTags.tagId')
		.select(
			sql`jsonb_agg(jsonb_build_object('slug', tags.slug, 'name', tags.name) order by lower(tags.name))`.as(
				'links',
			),
		)
		.where(sql<SqlBool>`post_tags.post_id = posts.id`)}), '[]'::jsonb)`;

/** A post that has the tag. */
export const hasTag = (db: CommunityDb, tagId: string) =>
	sql<SqlBool>`posts.id in (${db
		.selectFrom('postTags')
		.select('postTags.postId')
		.where('postTags.tagId', '=', tagId)})`;

type NewTag = { id: string; slug: string; name: string; createdAt: Date };

/** Makes a tag where its name is free; where somebody else was first nothing happens. */
export const claimTag = (db: CommunityDb, { id, slug, name, createdAt }: NewTag) =>
	db
		.with('named', (inner) =>
			inner
				.insertInto('tagNames')
				.values({ slug, tagId: id, name, kind: 'main' })
				.onConflict((conflict) => conflict.doNothing())
				.returning(['tagId', 'slug', 'name']),
		)
		.insertInto('tags')
		.columns(['id', 'slug', 'name', 'createdAt'])
		.expression((eb) =>
			eb
				.selectFrom('named')
				.select(['named.tagId', 'named.slug', 'named.name'])
				.select(sql<Date>`${createdAt}::timestamptz`.as('createdAt')),
		)
		.returning('id');

export const countTags = (db: CommunityDb) =>
	db.selectFrom('tags').select(sql<number>`count(*)::int`.as('count'));

/** Puts tags on a post; shown as long as the post is. */
export const addTags = (db: CommunityDb, postId: string, tagIds: readonly string[]) =>
	db
		.insertInto('postTags')
		.columns(['postId', 'tagId', 'spaceId', 'shownAt'])
		.expression((eb) =>
			eb
				.selectFrom('posts')
				.select(['posts.id'])
				.select(sql<string>`unnest(${[...tagIds]}::uuid[])`.as('tagId'))
				.select([shownIn.as('spaceId'), shownAt.as('shownAt')])
				.where('posts.id', '=', postId),
		)
		.onConflict((conflict) => conflict.doNothing())
		.returning(['tagId', 'spaceId']);

export const takeTags = (db: CommunityDb, postId: string, tagIds: readonly string[]) =>
	db
		.deleteFrom('postTags')
		.where('postId', '=', postId)
		.where('tagId', 'in', [...tagIds])
		.returning(['tagId', 'spaceId']);

const shownIn = sql<string | null>`case when posts.status = 'published' then posts.space_id end`;
const shownAt = sql<Date | null>`case when posts.status = 'published' then posts.created_at end`;

export type Difference = { tagId: string; spaceId: string; by: number };

/** Counts by difference; rows in one order for everybody, so that two posts never wait for each other in a circle. */
export const countUses = (db: CommunityDb, differences: readonly Difference[]) =>
	db
		.insertInto('tagUses')
		.values(
			differences
				.toSorted((one, other) => (one.tagId + one.spaceId < other.tagId + other.spaceId ? -1 : 1))
				.map(({ tagId, spaceId, by }) => ({ tagId, spaceId, postCount: by })),
		)
		.onConflict((conflict) =>
			conflict.columns(['tagId', 'spaceId']).doUpdateSet({
				postCount: sql<number>`tag_uses.post_count + excluded.post_count`,
			}),
		);

/** Which posts: some by id, a member's, or the starter posts. */
export type Affected = { postIds: readonly string[] } | { authorId: string };

const affected = (which: Affected): Expression<SqlBool> =>
	'postIds' in which
		? sql<SqlBool>`posts.id = any(${[...which.postIds]}::uuid[])`
		: sql<SqlBool>`posts.author_id = ${which.authorId}::uuid`;

/**
 * Brings the tags of posts in line with what became of the posts: shown or not, and in which space. Only what changed is
 * counted, so it may be called as often as one likes.
 */
export const alignTags = (db: CommunityDb, which: Affected) =>
	db
		.with('held', (inner) =>
			inner
				.selectFrom('postTags')
				.innerJoin('posts', 'posts.id', 'postTags.postId')
				.select(['postTags.postId', 'postTags.tagId', 'postTags.spaceId as was'])
				.select([shownIn.as('isIn'), shownAt.as('at')])
				.where(affected(which))
				.where(
					sql<SqlBool>`(post_tags.space_id, post_tags.shown_at) is distinct from (${shownIn}, ${shownAt})`,
				)
				.orderBy('postTags.tagId')
				.orderBy('postTags.postId')
				.forUpdate('postTags'),
		)
		.with('moved', (inner) =>
			inner
				.updateTable('postTags')
				.from('held')
				.set((eb) => ({ spaceId: eb.ref('held.isIn'), shownAt: eb.ref('held.at') }))
				.whereRef('postTags.postId', '=', 'held.postId')
				.whereRef('postTags.tagId', '=', 'held.tagId'),
		)
		.with('steps', (inner) =>
			inner
				.selectFrom('held')
				.select(['held.tagId', 'held.was as spaceId', sql<number>`-1`.as('by')])
				.where('held.was', 'is not', null)
				.unionAll(
					inner
						.selectFrom('held')
						.select(['held.tagId', 'held.isIn as spaceId', sql<number>`1`.as('by')])
						.where('held.isIn', 'is not', null),
				),
		)
		.insertInto('tagUses')
		.columns(['tagId', 'spaceId', 'postCount'])
		.expression((eb) =>
			eb
				.selectFrom('steps')
				.select(['steps.tagId', sql<string>`steps.space_id`.as('spaceId')])
				.select(sql<number>`sum(steps.by)::int`.as('postCount'))
				.groupBy(['steps.tagId', 'steps.spaceId'])
				.having(sql<SqlBool>`sum(steps.by) <> 0`)
				.orderBy('steps.tagId')
				.orderBy('steps.spaceId'),
		)
		.onConflict((conflict) =>
			conflict.columns(['tagId', 'spaceId']).doUpdateSet({
				postCount: sql<number>`tag_uses.post_count + excluded.post_count`,
			}),
		);

/** Takes the tags off starter posts, which go for good. */
export const untagExamples = (db: CommunityDb) =>
	db
		.with('gone', (inner) =>
			inner
				.deleteFrom('postTags')
				.using('posts')
				.whereRef('posts.id', '=', 'postTags.postId')
				.where('posts.isExample', '=', true)
				.returning(['postTags.tagId', 'postTags.spaceId']),
		)
		.insertInto('tagUses')
		.columns(['tagId', 'spaceId', 'postCount'])
		.expression((eb) =>
			eb
				.selectFrom('gone')
				.select(['gone.tagId', sql<string>`gone.space_id`.as('spaceId')])
				.select(sql<number>`-count(*)::int`.as('postCount'))
				.where('gone.spaceId', 'is not', null)
				.groupBy(['gone.tagId', 'gone.spaceId'])
				.orderBy('gone.tagId')
				.orderBy('gone.spaceId'),
		)
		.onConflict((conflict) =>
			conflict.columns(['tagId', 'spaceId']).doUpdateSet({
				postCount: sql<number>`tag_uses.post_count + excluded.post_count`,
			}),
		);
