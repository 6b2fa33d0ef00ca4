import { memberIdOf } from '@kith/kernel/actor';
import { NotFoundError, UnauthenticatedError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { isAllowed } from '../permissions/ability.ts';
import { postById } from '../posts/index.ts';
import { hidePostRow, showPostRow } from './feeds.queries.ts';
import type { HidePost } from './feeds.schema.ts';

/** Takes a post out of the actor's own feeds, or puts it back. */
export async function hidePost(ctx: CommunityContext, { postId, on }: HidePost): Promise<void> {
	const memberId = memberIdOf(ctx.actor);
	await ctx.transaction(async (tx) => {
		const post = await postById(tx.db, postId).executeTakeFirst();
		if (!post || !isAllowed(ctx.ability, 'read', 'Post', post))
			throw new NotFoundError('posts.not_found');
		ctx.authorize('read', 'Post', post);
		if (!memberId) throw new UnauthenticatedError('identity.sign_in_needed');
		if (on) await hidePostRow(tx.db, memberId, postId, ctx.clock.now()).execute();
		else await showPostRow(tx.db, memberId, postId).execute();
	});
}
