import { sql, type SqlBool } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import type { AppAbility } from '../permissions/permission.ts';
import { accessible } from '../permissions/where.ts';

type Listing = {
	ability: AppAbility;
	memberId: string;
	after: readonly [string, string] | null;
	limit: number;
};

/** What a member commented, newest first, one more than asked for; only where comment and post can be read. */
export const commentsOfMember = (db: CommunityDb, { ability, memberId, after, limit }: Listing) =>
	db
		.selectFrom('comments')
		.innerJoin('posts', 'posts.id', 'comments.postId')
		.select(['comments.id', 'comments.excerpt', 'comments.createdAt', 'comments.spaceId'])
		.select(['posts.id as postId', 'posts.title'])
		.where('comments.authorId', '=', memberId)
		.where(accessible(ability, 'read', 'Comment', 'comments'))
		.where(accessible(ability, 'read', 'Post', 'posts'))
		.$if(after !== null, (query) =>
			query.where(
				sql<SqlBool>`(comments.created_at, comments.id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`,
			),
		)
		.orderBy('comments.createdAt', 'desc')
		.orderBy('comments.id', 'desc')
		.limit(limit + 1);
