import { memberIdOf } from '@kith/kernel/actor';
import {
	ConflictError,
	InvalidError,
	NotFoundError,
	UnauthenticatedError,
} from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { isAllowed } from '../permissions/ability.ts';
import { attachPictures, postById } from '../posts/index.ts';
import { excerptOf, isEmptyText } from '../rich-text/index.ts';
import { commentById, countComment, insertComment, markSpaceActive } from './comments.queries.ts';
import type { CommentRef, PublishComment } from './comments.schema.ts';

/** Answers a post or a comment. A retry with the same id finds the comment published and changes nothing. */
export async function publishComment(
	ctx: CommunityContext,
	input: PublishComment,
): Promise<CommentRef> {
	return ctx.transaction(async (tx) => {
		const post = await postById(tx.db, input.postId).forUpdate().executeTakeFirst();
		if (!post || !isAllowed(ctx.ability, 'read', 'Post', post))
			throw new NotFoundError('posts.not_found');
		ctx.authorize('comment', 'Post', post);
		const authorId = memberIdOf(ctx.actor);
		if (!authorId) throw new UnauthenticatedError('identity.sign_in_needed');
		if (isEmptyText(input.body)) throw new InvalidError('comments.empty');
		const place = await placeUnder(ctx, tx, input);
		const now = ctx.clock.now();
		const { spaceId } = post;
		const placement = { ownerId: authorId, spaceId, subjectId: input.id, now };
		await attachPictures(tx.db, input.body, placement);
		const inserted = await insertComment(tx.db, {
			...{ id: input.id, postId: post.id, spaceId, authorId, body: input.body, ...place },
			...{ excerpt: excerptOf(input.body), createdAt: now, locale: ctx.community.locale },
		}).executeTakeFirst();
		if (!inserted) {
			const existing = await commentById(tx.db, input.id).executeTakeFirst();
			if (existing?.authorId !== authorId) throw new ConflictError('comments.id_taken');
			return { commentId: input.id };
		}
		await countComment(tx.db, post.id, now).execute();
		await markSpaceActive(tx.db, spaceId, now).execute();
		await tx.emit('comments.published', { commentId: input.id, postId: post.id, spaceId });
		return { commentId: input.id };
	});
}

async function placeUnder(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ parentId, postId }: PublishComment,
) {
	if (!parentId) return { parentId: null, rootId: null, depth: 0 };
	const parent = await commentById(tx.db, parentId).executeTakeFirst();
	if (!parent || parent.postId !== postId) throw new NotFoundError('comments.not_found');
	if (parent.status !== 'published') throw new ConflictError('comments.parent_gone');
	if (!isAllowed(ctx.ability, 'read', 'Comment', parent))
		throw new NotFoundError('comments.not_found');
	return { parentId, rootId: parent.rootId ?? parent.id, depth: parent.depth + 1 };
}
