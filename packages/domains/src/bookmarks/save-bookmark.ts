import { requestJob } from '@kith/db/jobs';
import { selfOf } from '@kith/kernel/actor';
import { InvalidError, LimitReachedError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { isAllowed } from '../permissions/ability.ts';
import { postById } from '../posts/index.ts';
import { bookmarkCount, folderById, saveBookmarkRow } from './bookmarks.queries.ts';
import { MOST_BOOKMARKS, type Reminder, type SaveBookmark } from './bookmarks.schema.ts';

/** Saves a post for later, or changes its folder, note and reminder. Repeating it changes nothing. */
export async function saveBookmark(
	ctx: CommunityContext,
	{ postId, ...change }: SaveBookmark,
): Promise<void> {
	await ctx.transaction(async (tx) => {
		const post = await postById(tx.db, postId).executeTakeFirst();
		if (!post || !isAllowed(ctx.ability, 'read', 'Post', post))
			throw new NotFoundError('posts.not_found');
		ctx.authorize('read', 'Post', post);
		const memberId = selfOf(ctx.actor);
		const now = ctx.clock.now();
		if (change.remindAt && change.remindAt <= now) throw new InvalidError('bookmarks.past_date');
		const { folderId } = change;
		if (folderId && !(await folderById(tx.db, memberId, folderId).executeTakeFirst()))
			throw new NotFoundError('bookmarks.folder_not_found');
		const { count } = await bookmarkCount(tx.db, memberId).executeTakeFirstOrThrow();
		if (count >= MOST_BOOKMARKS) throw new LimitReachedError('bookmarks.too_many');
		await saveBookmarkRow(tx.db, { memberId, postId }, change, now).execute();
		const { remindAt } = change;
		if (!remindAt) return;
		const communityId = ctx.community.id;
		const reminder: Reminder = { communityId, memberId, postId, at: remindAt.toISOString() };
		const key = `send-reminder:${communityId}:${memberId}:${postId}`;
		await requestJob(tx.db, 'send-reminder', reminder, { key, now, runAt: remindAt });
	});
}
