import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely';
import type { CommunityTables } from '@kith/db/handles';

/** Who looks at a feed, and whose posts they do not want in it. */
export type Reader = { viewerId: string; muted: readonly string[] };

/** Leaves out of a feed what its reader hid, and everything of those they muted. */
export const wantedBy =
	({ viewerId, muted }: Reader) =>
	(eb: ExpressionBuilder<CommunityTables, 'posts'>): Expression<SqlBool> =>
		eb.and([
			sql<SqlBool>`posts.author_id <> all(${[...muted]}::uuid[])`,
			eb.not(
				eb.exists(
					eb
						.selectFrom('hiddenPosts')
						.select('hiddenPosts.postId')
						.where('hiddenPosts.memberId', '=', viewerId)
						.whereRef('hiddenPosts.postId', '=', 'posts.id'),
				),
			),
		]);
