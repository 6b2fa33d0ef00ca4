import { sql, type SqlBool } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import type { AppAbility } from '../permissions/permission.ts';
import { accessible } from '../permissions/where.ts';
import { NO_ID } from './threads.queries.ts';
import { MOST_COUNTED } from './reading.schema.ts';

/** Stands behind every comment of its moment. */
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

type Place = { memberId: string; postId: string; commentId: string };

/**
 * Moves a member's place in a post forward to a comment, never back: the same call twice, or late, changes nothing. Nor
 * does one from a page that was opened before the member put the place back by themselves. Tells whether the comment is
 * one that they may read.
 */
export const readUpTo = (
	db: CommunityDb,
	ability: AppAbility,
	{ memberId, postId, commentId, asOf }: Place & { asOf: Date },
) =>
	db
		.with('place', (inner) =>
			inner
				.selectFrom('comments')
				.innerJoin('posts', 'posts.id', 'comments.postId')
				.select(['comments.postId', 'comments.createdAt', 'comments.id'])
				.where('comments.id', '=', commentId)
				.where('comments.postId', '=', postId)
				.where('comments.status', '=', 'published')
				.where(accessible(ability, 'read', 'Post', 'posts')),
		)
		.with('moved', (inner) =>
			inner
				.insertInto('commentReads')
				.columns(['memberId', 'postId', 'lastAt', 'lastId'])
				.expression((eb) =>
					eb
						.selectFrom('place')
						.select([
							sql<string>`${memberId}::uuid`.as('memberId'),
							...(['place.postId', 'place.createdAt', 'place.id'] as const),
						]),
				)
				.onConflict((conflict) =>
					conflict
						.columns(['memberId', 'postId'])
						.doUpdateSet((eb) => ({
							lastAt: eb.ref('excluded.lastAt'),
							lastId: eb.ref('excluded.lastId'),
						}))
						.where(
							sql<SqlBool>`(excluded.last_at, excluded.last_id) > (comment_reads.last_at, comment_reads.last_id)`,
						)
						.where(
							sql<SqlBool>`(comment_reads.put_back_at is null or comment_reads.put_back_at <= ${asOf}::timestamptz)`,
						),
				)
				.returning('postId'),
		)
		.selectFrom('place')
		.select('place.id');

/** Puts a member's place right before a comment, wherever it was. */
export const unreadFrom = (
	db: CommunityDb,
	ability: AppAbility,
	{ memberId, postId, commentId, now }: Place & { now: Date },
) =>
	db
		.insertInto('commentReads')
		.columns(['memberId', 'postId', 'lastAt', 'lastId', 'putBackAt'])
		.expression((eb) =>
			eb
				.selectFrom('comments')
				.innerJoin('posts', 'posts.id', 'comments.postId')
				.select([
					sql<string>`${memberId}::uuid`.as('memberId'),
					...(['comments.postId', 'comments.createdAt'] as const),
					sql<string>`${NO_ID}::uuid`.as('lastId'),
					sql<Date>`${now}::timestamptz`.as('putBackAt'),
				])
				.where('comments.id', '=', commentId)
				.where('comments.postId', '=', postId)
				.where(accessible(ability, 'read', 'Post', 'posts')),
		)
		.onConflict((conflict) =>
			conflict.columns(['memberId', 'postId']).doUpdateSet((eb) => ({
				lastAt: eb.ref('excluded.lastAt'),
				lastId: eb.ref('excluded.lastId'),
				putBackAt: eb.ref('excluded.putBackAt'),
			})),
		)
		.returning('postId');

/** Moves every place that a member has in a space to now. */
export const allReadIn = (
	db: CommunityDb,
	{ memberId, spaceId, now }: { memberId: string; spaceId: string; now: Date },
) =>
	db
		.updateTable('commentReads')
		.set({ lastAt: now, lastId: LAST_ID })
		.where('memberId', '=', memberId)
		.where('lastAt', '<=', now)
		.where('postId', 'in', (eb) =>
			eb.selectFrom('posts').select('id').where('spaceId', '=', spaceId),
		);

/** Where a member is in a post that they opened before, and the first comments of others since. One statement. */
export const readingOf = (
	db: CommunityDb,
	ability: AppAbility,
	{ memberId, postId }: { memberId: string; postId: string },
) =>
	db
		.selectFrom('posts')
		.leftJoin('commentReads', (join) =>
			join.onRef('commentReads.postId', '=', 'posts.id').on('commentReads.memberId', '=', memberId),
		)
		.select((eb) =>
			eb
				.selectFrom('comments')
				.select('comments.id')
				.whereRef('comments.postId', '=', 'posts.id')
				.where(
					sql<SqlBool>`(comments.created_at, comments.id) <= (comment_reads.last_at, comment_reads.last_id)`,
				)
				.where(accessible(ability, 'read', 'Comment', 'comments'))
				.orderBy('comments.createdAt', 'desc')
				.orderBy('comments.id', 'desc')
				.limit(1)
				.as('lastReadId'),
		)
		.select((eb) =>
			sql<string[]>`array(${eb
				.selectFrom('comments')
				.select('comments.id')
				.whereRef('comments.postId', '=', 'posts.id')
				.where(
					sql<SqlBool>`(comments.created_at, comments.id) > (comment_reads.last_at, comment_reads.last_id)`,
				)
				.where(accessible(ability, 'read', 'Comment', 'comments'))
				.where('comments.authorId', '<>', memberId)
				.orderBy('comments.createdAt')
				.orderBy('comments.id')
				.limit(MOST_COUNTED)})`.as('newIds'),
		)
		.where('posts.id', '=', postId)
		.where(accessible(ability, 'read', 'Post', 'posts'));
