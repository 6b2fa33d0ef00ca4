import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { recordAction } from '../history/index.ts';
import { isAllowed } from '../permissions/ability.ts';
import { commentTarget } from './comment-target.ts';
import { commentById, recountComment, setCommentStatus } from './comments.queries.ts';
import type { CommentRef } from './comments.schema.ts';

/** A moderator puts a comment back that one of them removed; twice is once. */
export async function putBackComment(
	ctx: CommunityContext,
	{ commentId }: CommentRef,
): Promise<void> {
	await ctx.transaction(async (tx) => {
		const comment = await commentById(tx.db, commentId).forNoKeyUpdate().executeTakeFirst();
		// It is judged as what it becomes: nobody reads what is removed.
		const again = comment && { ...comment, status: 'published' };
		if (!again || !isAllowed(ctx.ability, 'read', 'Comment', again))
			throw new NotFoundError('comments.not_found');
		ctx.authorize('remove', 'Comment', again);
		if (comment.status === 'published') return;
		if (comment.status !== 'removed') throw new NotFoundError('comments.not_found');
		const { id, postId, spaceId } = comment;
		await setCommentStatus(tx.db, id, 'published').execute();
		await recountComment(tx.db, postId).execute();
		await recordAction(ctx, tx, { kind: 'comment', id }, { action: 'put_back' });
		tx.audit({ action: 'comments.restored', target: commentTarget(comment) });
		await tx.emit('comments.put_back', { commentId: id, postId, spaceId });
	});
}
