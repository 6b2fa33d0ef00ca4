import { ConflictError, InvalidError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { keptText, recordRestore, requireEditable } from '../history/index.ts';
import { isAllowed } from '../permissions/ability.ts';
import { attachPictures } from '../posts/index.ts';
import { isEmptyText } from '../rich-text/index.ts';
import type { RichText } from '../rich-text/rich-text.schema.ts';
import { holdChange, whyHeld } from '../submissions/index.ts';
import type { Edited, HeldFor } from '../submissions/submissions.schema.ts';
import { commentById } from './comments.queries.ts';
import type { EditComment, RestoreComment } from './comments.schema.ts';
import { placeCommentEdit, storeCommentText } from './place-comment-edit.ts';

/**
 * Changes one's own comment, or keeps the change waiting where the rules ask that it be approved. Throws
 * `comments.changed_meanwhile` when another edit came first, and `history.edit_over` where it may no longer be changed.
 */
export async function editComment(ctx: CommunityContext, input: EditComment): Promise<Edited> {
	return ctx.transaction(async (tx) => {
		const comment = await readableComment(ctx, tx, input.commentId);
		ctx.authorize('update', 'Comment', comment);
		requireEditable(ctx, 'Comment', comment);
		if (comment.version !== input.version) throw new ConflictError('comments.changed_meanwhile');
		if (isEmptyText(input.body)) throw new InvalidError('comments.empty');
		const heldFor = await whyWait(ctx, tx, comment);
		if (heldFor) return holdEdit(ctx, tx, comment, { ...input, heldFor });
		return shown(await placeCommentEdit(ctx, tx, comment, input));
	});
}

/**
 * Puts an older version of a comment back, or keeps that waiting like any change. Throws `history.not_found` for one
 * that is unknown or hidden, and `history.edit_over` as editing does.
 */
export async function restoreComment(
	ctx: CommunityContext,
	input: RestoreComment,
): Promise<Edited> {
	return ctx.transaction(async (tx) => {
		const comment = await readableComment(ctx, tx, input.commentId);
		ctx.authorize('update', 'Comment', comment);
		requireEditable(ctx, 'Comment', comment);
		if (comment.version !== input.version) throw new ConflictError('comments.changed_meanwhile');
		const mayReadHidden = isAllowed(ctx.ability, 'moderate', 'Comment', comment);
		const wish = { subjectId: comment.id, number: input.number, mayReadHidden };
		const { body } = await keptText(tx.db, wish);
		const heldFor = await whyWait(ctx, tx, comment);
		if (heldFor) return holdEdit(ctx, tx, comment, { body, heldFor });
		const restored = { body, restored: input.number };
		await recordRestore(ctx, tx, { kind: 'comment', id: comment.id }, restored);
		return shown(await storeCommentText(ctx, tx, comment, { body, isKept: true }));
	});
}

const shown = (version: number): Edited => ({ version, heldId: null });

async function readableComment(ctx: CommunityContext, tx: CommunityTransaction, commentId: string) {
	const comment = await commentById(tx.db, commentId).forNoKeyUpdate().executeTakeFirst();
	if (!comment || !isAllowed(ctx.ability, 'read', 'Comment', comment))
		throw new NotFoundError('comments.not_found');
	return comment;
}

type Comment = Awaited<ReturnType<typeof readableComment>>;

const whyWait = (ctx: CommunityContext, tx: CommunityTransaction, { spaceId }: Comment) =>
	whyHeld({ ...ctx, db: tx.db }, { spaceId, kind: 'comment', isChange: true });

async function holdEdit(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ id, postId, spaceId, authorId, version }: Comment,
	{ body, why, heldFor }: { body: RichText; why?: string | undefined; heldFor: HeldFor },
): Promise<Edited> {
	const now = ctx.clock.now();
	await attachPictures(tx.db, body, { ownerId: authorId, spaceId, subjectId: id, now });
	const heldId = await holdChange(ctx, tx, {
		...{ kind: 'comment', revisesId: id, postId, authorId, spaceId, body },
		...{ extras: { why }, heldFor },
	});
	return { version, heldId };
}
