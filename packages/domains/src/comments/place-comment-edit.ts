import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { recordEdit } from '../history/index.ts';
import { attachPictures } from '../posts/index.ts';
import { excerptOf } from '../rich-text/index.ts';
import type { RichText } from '../rich-text/rich-text.schema.ts';
import { updateComment, type commentById } from './comments.queries.ts';

type Comment = NonNullable<Awaited<ReturnType<ReturnType<typeof commentById>['executeTakeFirst']>>>;
type Change = { body: RichText; why?: string | undefined; by?: string | undefined };

/** Changes a comment in the caller's transaction, which holds its row; returns its new version. */
// authorize: the verbs that edit and that approve a change have asked.
export async function placeCommentEdit(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	comment: Comment,
	change: Change,
): Promise<number> {
	const isKept = await recordEdit(ctx, tx, { ...comment, kind: 'comment' }, change);
	return storeCommentText(ctx, tx, comment, { body: change.body, isKept });
}

/** Stores a text and tells that it changed. */
// authorize: as above.
export async function storeCommentText(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	comment: Comment,
	{ body, isKept }: { body: RichText; isKept: boolean },
): Promise<number> {
	const now = ctx.clock.now();
	const { id, postId, spaceId, authorId, version } = comment;
	await attachPictures(tx.db, body, { ownerId: authorId, spaceId, subjectId: id, now });
	await updateComment(tx.db, id, {
		...{ body, excerpt: excerptOf(body), locale: ctx.community.locale },
		editedAt: isKept ? now : comment.editedAt,
	}).execute();
	await tx.emit('comments.edited', { commentId: id, postId, spaceId });
	return version + 1;
}
