import { InvalidError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { recordAction } from '../history/index.ts';
import { isAllowed } from '../permissions/ability.ts';
import { postTarget } from './post-target.ts';
import { postById, setPostPinned } from './posts.queries.ts';
import type { PinPost } from './posts.schema.ts';

/** Pins a post to the top of its space, for good or until a moment, or takes the pin out. */
export async function pinPost(
	ctx: CommunityContext,
	{ postId, pinned, until = null }: PinPost,
): Promise<void> {
	await ctx.transaction(async (tx) => {
		const post = await postById(tx.db, postId).forNoKeyUpdate().executeTakeFirst();
		if (!post || !isAllowed(ctx.ability, 'read', 'Post', post))
			throw new NotFoundError('posts.not_found');
		ctx.authorize('pin', 'Post', post);
		const now = ctx.clock.now();
		if (until && until <= now) throw new InvalidError('posts.end_is_past');
		await setPostPinned(tx.db, post.id, {
			pinnedAt: pinned ? now : null,
			pinnedUntil: pinned ? until : null,
		}).execute();
		await recordAction(
			ctx,
			tx,
			{ kind: 'post', id: post.id },
			{
				action: pinned ? 'pinned' : 'unpinned',
				details: pinned && until ? { until: until.toISOString() } : {},
			},
		);
		tx.audit({
			...{ action: pinned ? 'posts.pinned' : 'posts.unpinned', target: postTarget(post) },
			...(pinned && until && { after: { until } }),
		});
		await tx.emit('posts.edited', { postId: post.id, spaceId: post.spaceId });
	});
}
