import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { recordAction } from '../history/index.ts';
import { isAllowed } from '../permissions/ability.ts';
import { alignTags } from '../tags/index.ts';
import { postTarget } from './post-target.ts';
import { postById } from './posts.queries.ts';
import type { PostRef } from './posts.schema.ts';
import { recountPostInSpace, setPostStatus } from './taken-down.queries.ts';

/** A moderator puts a post back that one of them removed; twice is once. Its pin does not come back. */
export async function putBackPost(ctx: CommunityContext, { postId }: PostRef): Promise<void> {
	await ctx.transaction(async (tx) => {
		const post = await postById(tx.db, postId).forNoKeyUpdate().executeTakeFirst();
		// It is judged as what it becomes: nobody reads what is removed.
		const again = post && { ...post, status: 'published' };
		if (!again || !isAllowed(ctx.ability, 'read', 'Post', again))
			throw new NotFoundError('posts.not_found');
		ctx.authorize('remove', 'Post', again);
		if (post.status === 'published') return;
		if (post.status !== 'removed') throw new NotFoundError('posts.not_found');
		const { id, spaceId } = post;
		await setPostStatus(tx.db, id, 'published').execute();
		await recountPostInSpace(tx.db, spaceId).execute();
		await alignTags(tx.db, { postIds: [id] }).execute();
		await recordAction(ctx, tx, { kind: 'post', id }, { action: 'put_back' });
		tx.audit({ action: 'posts.restored', target: postTarget(post) });
		await tx.emit('posts.put_back', { postId: id, spaceId });
	});
}
