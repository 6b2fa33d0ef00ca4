import { sql, type Expression, type SqlBool } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';

/**
 * So many of the newest posts that several write are looked through: nothing finds posts by who wrote along, and only an
 * index of its own could.
 */
const LOOKED_THROUGH = 1000;

/**
 * Whether a post is among the newest that several write, or were asked to. The index that holds only those is walked for
 * their ids, and they are looked up one by one: joined to a walk, they would be met by one through everything that the
 * reader may read.
 */
export const isShared = (db: CommunityDb) =>
	sql<SqlBool>`posts.id = any(array(${db
		.selectFrom('posts as newest')
		.select('newest.id')
		.where(
			sql<SqlBool>`(newest.co_author_ids <> '{}'::uuid[] or newest.invited_author_ids <> '{}'::uuid[])`,
		)
		.orderBy('newest.id', 'desc')
		.limit(LOOKED_THROUGH)}))`;

/** Whether a member wrote along on a post. */
export const isCoWrittenBy = (db: CommunityDb, member: string | Expression<string>) =>
	sql<SqlBool>`(${isShared(db)} and ${member}::uuid = any(posts.co_author_ids))`;
