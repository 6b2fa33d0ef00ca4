import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely';
import type { CommunityTables } from '@kith/db/handles';
import type { AppAbility } from '../permissions/permission.ts';
import { accessible } from '../permissions/where.ts';
import type { ListFeed } from './feeds.schema.ts';

/** Who looks at a feed, and what they do not want in it. */
export type Reader = {
	viewerId: string;
	/** Members whose posts are not wanted. */
	muted: readonly string[];
	/** The spaces whose posts are wanted, where the reader muted others; null for all. */
	spaces: readonly string[] | null;
};

/** Which posts a feed is made of. */
export type Scope = Pick<ListFeed, 'spaceId' | 'kind' | 'state'> & {
	ability: AppAbility;
	reader: Reader;
};

/** The posts of a feed: what its reader may read and wants, of the space, the kind and the state that were asked for. */
export const within =
	({ ability, reader, spaceId, kind, state }: Scope) =>
	(eb: ExpressionBuilder<CommunityTables, 'posts'>): Expression<SqlBool> =>
		eb.and([
			accessible(ability, 'read', 'Post', 'posts')(eb),
			wantedBy(reader)(eb),
			...(spaceId === undefined ? [] : [eb('posts.spaceId', '=', spaceId)]),
			...(kind === undefined ? [] : [eb('posts.kind', '=', kind)]),
			...(state === undefined ? [] : [eb('posts.state', '=', state)]),
		]);

/** Leaves out of a feed what its reader hid, everything of those and of the spaces they muted, and ideas that became part of another. */
export const wantedBy =
	({ viewerId, muted, spaces }: Reader) =>
	(eb: ExpressionBuilder<CommunityTables, 'posts'>): Expression<SqlBool> =>
		eb.and([
			sql<SqlBool>`posts.author_id <> all(${[...muted]}::uuid[])`,
			...(spaces === null ? [] : [sql<SqlBool>`posts.space_id = any(${[...spaces]}::uuid[])`]),
			eb('posts.mergedIntoId', 'is', null),
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
