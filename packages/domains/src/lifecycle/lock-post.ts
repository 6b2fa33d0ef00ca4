import type { CommunityContext } from '../context.ts';
import { postTarget } from '../posts/index.ts';
import { setLife } from './lifecycle.queries.ts';
import type { LockPost, SetIdleDays } from './lifecycle.schema.ts';
import { livePost, tell } from './live-post.ts';

/** Closes a post to new comments and says why, or opens it again. */
export async function lockPost(
	ctx: CommunityContext,
	{ postId, locked, reason = '' }: LockPost,
): Promise<void> {
	await ctx.transaction(async (tx) => {
		const post = await livePost(ctx, tx, postId);
		ctx.authorize('lock', 'Post', post);
		const lock = { lockedAt: locked ? ctx.clock.now() : null, lockReason: locked ? reason : '' };
		await setLife(tx.db, post.id, lock).execute();
		const why = locked ? reason : '';
		await tell(ctx, tx, post, { action: locked ? 'locked' : 'unlocked', why });
		const action = locked ? 'posts.locked' : 'posts.unlocked';
		tx.audit({ action, target: postTarget(post), reason: why });
		if (locked) await tx.emit('lifecycle.post_locked', { postId: post.id, spaceId: post.spaceId });
	});
}

/** Says after how many days without a comment this one post closes; null leaves it to its space. */
export async function setIdleDays(
	ctx: CommunityContext,
	{ postId, days }: SetIdleDays,
): Promise<void> {
	await ctx.transaction(async (tx) => {
		const post = await livePost(ctx, tx, postId);
		ctx.authorize('lock', 'Post', post);
		if (post.idleDays === days) return;
		await setLife(tx.db, post.id, { idleDays: days }).execute();
		tx.audit({
			...{ action: 'posts.updated', target: postTarget(post) },
			...{ before: { idleDays: post.idleDays }, after: { idleDays: days } },
		});
		const details: Record<string, string> = days === null ? {} : { days: String(days) };
		await tell(ctx, tx, post, { action: 'idle_changed', details });
	});
}
