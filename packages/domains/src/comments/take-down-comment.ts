import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { recordAction } from '../history/index.ts';
import { isAllowed } from '../permissions/ability.ts';
import { commentTarget } from './comment-target.ts';
import { commentById, setCommentStatus, uncountComment } from './comments.queries.ts';
import type { CommentRef, RemoveComment } from './comments.schema.ts';

/** The author takes their own comment back. */
export function deleteComment(ctx: CommunityContext, input: CommentRef): Promise<void> {
	return takeDown(ctx, input, 'delete', 'deleted');
}

/** A moderator takes somebody's comment off the site, and says why. */
export function removeComment(ctx: CommunityContext, input: RemoveComment): Promise<void> {
	return takeDown(ctx, input, 'remove', 'removed');
}

async function takeDown(
	ctx: CommunityContext,
	{ commentId, why = '' }: RemoveComment,
	action: 'delete' | 'remove',
	status: 'deleted' | 'removed',
): Promise<void> {
	await ctx.transaction(async (tx) => {
		// No key changes: a full lock would deadlock with a reply that holds the post and points here.
		const comment = await commentById(tx.db, commentId).forNoKeyUpdate().executeTakeFirst();
		if (!comment || !isAllowed(ctx.ability, 'read', 'Comment', comment))
			throw new NotFoundError('comments.not_found');
		ctx.authorize(action, 'Comment', comment);
		const { id, postId, spaceId } = comment;
		await setCommentStatus(tx.db, id, status, why).execute();
		await uncountComment(tx.db, postId).execute();
		if (status === 'removed') {
			await recordAction(ctx, tx, { kind: 'comment', id }, { action: 'removed', why });
			tx.audit({ action: 'comments.removed', target: commentTarget(comment), reason: why });
		}
		await tx.emit('comments.removed', { commentId: id, postId, spaceId });
	});
}
