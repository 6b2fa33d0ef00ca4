import type { CommunityContext } from '../context.ts';
import { deleteBookmark } from './bookmarks.queries.ts';
import type { BookmarkRef } from './bookmarks.schema.ts';
import { keeperOf } from './save-bookmark.ts';

/** Takes a post out of the actor's bookmarks, also one that is gone. */
export async function dropBookmark(ctx: CommunityContext, { postId }: BookmarkRef): Promise<void> {
	ctx.authorize('enter', 'Community');
	await deleteBookmark(ctx.db, keeperOf(ctx), postId).execute();
}
