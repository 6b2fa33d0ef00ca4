import { sql, type Expression, type SqlBool } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';

/**
 * So many of the newest posts that several write are looked through: nothing finds posts by who wrote along, and only an
 * index of its own could.
 */
const LOOKED_THROUGH = 1000;

/** The newest posts that several write, or were asked to, with who does beside their author: their own index holds only those. */
export const newestShared = (db: CommunityDb) =>
	db
		.selectFrom('posts')
		.select(['posts.id', 'posts.coAuthorIds'])
		.where(
			sql<SqlBool>`(posts.co_author_ids <> '{}'::uuid[] or posts.invited_author_ids <> '{}'::uuid[])`,
		)
		.orderBy('posts.id', 'desc')
		.limit(LOOKED_THROUGH);

/** Whether a member wrote along on a post. */
export const isCoWrittenBy = (db: CommunityDb, member: string | Expression<string>) =>
	sql<SqlBool>`posts.id = any(array(
		select shared.id from (${newestShared(db)}) as shared
		where ${member}::uuid = any(shared.co_author_ids)))`;
