import { sql } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';

export const removedPost = (db: CommunityDb, postId: string) =>
	db
		.selectFrom('posts')
		.select(['id', 'spaceId', 'authorId', 'coAuthorIds', 'status', 'kind', 'title', 'body'])
		.where('id', '=', postId)
		.where('status', '=', 'removed');

export const setPostStatus = (
	db: CommunityDb,
	postId: string,
	status: 'published' | 'removed' | 'deleted',
) =>
	db
		.updateTable('posts')
		.set({ status, pinnedAt: null, version: sql<number>`version + 1` })
		.where('id', '=', postId);

export const uncountPostInSpace = (db: CommunityDb, spaceId: string) =>
	db
		.updateTable('spaces')
		.set({ postCount: sql<number>`greatest(post_count - 1, 0)` })
		.where('id', '=', spaceId);

/** Counts one that was there before: nothing happens in the space anew. */
export const recountPostInSpace = (db: CommunityDb, spaceId: string) =>
	db
		.updateTable('spaces')
		.set({ postCount: sql<number>`post_count + 1` })
		.where('id', '=', spaceId);
