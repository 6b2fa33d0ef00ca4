import { selfOf } from '@kith/kernel/actor';
import { ConflictError, InvalidError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { isAllowed } from '../permissions/ability.ts';
import { attachPictures, closingOf, postById } from '../posts/index.ts';
import { isEmptyText } from '../rich-text/index.ts';
import { hold, whyHeld } from '../submissions/index.ts';
import { commentById } from './comments.queries.ts';
import type { PublishComment, PublishedComment } from './comments.schema.ts';
import { placeComment, placeUnder } from './place-comment.ts';

/**
 * Answers a post or a comment; where the rules ask for approval, the answer waits. A retry with the same id finds it
 * done and changes nothing.
 */
export async function publishComment(
	ctx: CommunityContext,
	input: PublishComment,
): Promise<PublishedComment> {
	return ctx.transaction(async (tx) => {
		const post = await postById(tx.db, input.postId).forNoKeyUpdate().executeTakeFirst();
		if (!post || !isAllowed(ctx.ability, 'read', 'Post', post))
			throw new NotFoundError('posts.not_found');
		ctx.authorize('comment', 'Post', post);
		const authorId = selfOf(ctx.actor);
		const { id, body, parentId, ...rest } = input;
		const entry = { spaceId: post.spaceId, kind: 'comment' as const };
		const heldFor = await whyHeld({ ...ctx, db: tx.db }, entry);
		if (!heldFor || (await commentById(tx.db, id).executeTakeFirst())) {
			await placeComment(ctx, tx, post, authorId, input);
			return { commentId: id, state: 'published' };
		}
		if (isEmptyText(body)) throw new InvalidError('comments.empty');
		await placeUnder(ctx, tx, input);
		if (closingOf(ctx.snapshot, post, ctx.clock.now())?.isClosed)
			throw new ConflictError('comments.post_closed');
		const place = { ownerId: authorId, spaceId: post.spaceId, subjectId: id };
		await attachPictures(tx.db, body, { ...place, now: ctx.clock.now() });
		await hold(ctx, tx, {
			...{ id, kind: 'comment', authorId, spaceId: post.spaceId, postId: post.id, body },
			heldFor,
			extras: { parentId, ...rest, postId: undefined },
		});
		return { commentId: id, state: 'waiting' };
	});
}
