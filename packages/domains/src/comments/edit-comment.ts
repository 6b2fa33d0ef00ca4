import { ConflictError, InvalidError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { isAllowed } from '../permissions/ability.ts';
import { attachPictures } from '../posts/index.ts';
import { excerptOf, isEmptyText } from '../rich-text/index.ts';
import { commentById, updateComment } from './comments.queries.ts';
import type { EditComment } from './comments.schema.ts';

/** Changes one's own comment. Throws `comments.changed_meanwhile` when another edit came first. */
export async function editComment(
	ctx: CommunityContext,
	{ commentId, version, body }: EditComment,
): Promise<{ version: number }> {
	return ctx.transaction(async (tx) => {
		const comment = await commentById(tx.db, commentId).forNoKeyUpdate().executeTakeFirst();
		if (!comment || !isAllowed(ctx.ability, 'read', 'Comment', comment))
			throw new NotFoundError('comments.not_found');
		ctx.authorize('update', 'Comment', comment);
		if (comment.version !== version) throw new ConflictError('comments.changed_meanwhile');
		if (isEmptyText(body)) throw new InvalidError('comments.empty');
		const now = ctx.clock.now();
		const { id, postId, spaceId, authorId } = comment;
		await attachPictures(tx.db, body, { ownerId: authorId, spaceId, subjectId: id, now });
		await updateComment(tx.db, id, {
			...{ body, excerpt: excerptOf(body), editedAt: now, locale: ctx.community.locale },
		}).execute();
		await tx.emit('comments.edited', { commentId: id, postId, spaceId });
		return { version: version + 1 };
	});
}
