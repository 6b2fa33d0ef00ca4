import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { isAllowed } from '../permissions/ability.ts';
import { postById, setPostPinned } from './posts.queries.ts';
import type { PinPost } from './posts.schema.ts';

/** Pins a post to the top of its space, or takes the pin out. */
export async function pinPost(ctx: CommunityContext, { postId, pinned }: PinPost): Promise<void> {
	await ctx.transaction(async (tx) => {
		const post = await postById(tx.db, postId).forUpdate().executeTakeFirst();
		if (!post || !isAllowed(ctx.ability, 'read', 'Post', post))
			throw new NotFoundError('posts.not_found');
		ctx.authorize('pin', 'Post', post);
		await setPostPinned(tx.db, post.id, pinned ? ctx.clock.now() : null).execute();
		await tx.emit('posts.edited', { postId: post.id, spaceId: post.spaceId });
	});
}
