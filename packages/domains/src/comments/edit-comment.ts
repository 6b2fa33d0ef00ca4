import { ConflictError, InvalidError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { keptText, recordEdit, recordRestore } from '../history/index.ts';
import { isAllowed } from '../permissions/ability.ts';
import { attachPictures } from '../posts/index.ts';
import { excerptOf, isEmptyText } from '../rich-text/index.ts';
import type { RichText } from '../rich-text/rich-text.schema.ts';
import { commentById, updateComment } from './comments.queries.ts';
import type { EditComment, RestoreComment } from './comments.schema.ts';

/** Changes one's own comment. Throws `comments.changed_meanwhile` when another edit came first. */
export async function editComment(
	ctx: CommunityContext,
	input: EditComment,
): Promise<{ version: number }> {
	return ctx.transaction(async (tx) => {
		const comment = await readableComment(ctx, tx, input.commentId);
		ctx.authorize('update', 'Comment', comment);
		if (comment.version !== input.version) throw new ConflictError('comments.changed_meanwhile');
		if (isEmptyText(input.body)) throw new InvalidError('comments.empty');
		const isKept = await recordEdit(ctx, tx, { ...comment, kind: 'comment' }, input);
		return storeText(ctx, tx, comment, { body: input.body, isKept });
	});
}

/** Puts an older version of a comment back. Throws `history.not_found` for one that is unknown or hidden. */
export async function restoreComment(
	ctx: CommunityContext,
	input: RestoreComment,
): Promise<{ version: number }> {
	return ctx.transaction(async (tx) => {
		const comment = await readableComment(ctx, tx, input.commentId);
		ctx.authorize('update', 'Comment', comment);
		if (comment.version !== input.version) throw new ConflictError('comments.changed_meanwhile');
		const mayReadHidden = isAllowed(ctx.ability, 'moderate', 'Comment', comment);
		const wish = { subjectId: comment.id, number: input.number, mayReadHidden };
		const { body } = await keptText(tx.db, wish);
		const restored = { body, restored: input.number };
		await recordRestore(ctx, tx, { kind: 'comment', id: comment.id }, restored);
		return storeText(ctx, tx, comment, { body, isKept: true });
	});
}

async function readableComment(ctx: CommunityContext, tx: CommunityTransaction, commentId: string) {
	const comment = await commentById(tx.db, commentId).forNoKeyUpdate().executeTakeFirst();
	if (!comment || !isAllowed(ctx.ability, 'read', 'Comment', comment))
		throw new NotFoundError('comments.not_found');
	return comment;
}

async function storeText(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	comment: Awaited<ReturnType<typeof readableComment>>,
	{ body, isKept }: { body: RichText; isKept: boolean },
): Promise<{ version: number }> {
	const now = ctx.clock.now();
	const { id, postId, spaceId, authorId, version } = comment;
	await attachPictures(tx.db, body, { ownerId: authorId, spaceId, subjectId: id, now });
	await updateComment(tx.db, id, {
		...{ body, excerpt: excerptOf(body), locale: ctx.community.locale },
		editedAt: isKept ? now : comment.editedAt,
	}).execute();
	await tx.emit('comments.edited', { commentId: id, postId, spaceId });
	return { version: version + 1 };
}
