import { selfOf } from '@kith/kernel/actor';
import type { CommunityContext } from '../context.ts';
import { deleteBookmark } from './bookmarks.queries.ts';
import type { BookmarkRef } from './bookmarks.schema.ts';

/** Takes a post out of the actor's bookmarks, also one that is gone. */
export async function dropBookmark(ctx: CommunityContext, { postId }: BookmarkRef): Promise<void> {
	ctx.authorize('enter', 'Community');
	await deleteBookmark(ctx.db, selfOf(ctx.actor), postId).execute();
}
