import { memberIdOf } from '@kith/kernel/actor';
import { InvalidError, NotFoundError, UnauthenticatedError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { isEmptyText } from '../rich-text/index.ts';
import { hold, needsApproval } from '../submissions/index.ts';
import { attachPictures } from './attach-pictures.ts';
import { placePost } from './place-post.ts';
import { postById } from './posts.queries.ts';
import type { PublishPost, Published } from './posts.schema.ts';

/**
 * Publishes a post in a space, or keeps it waiting where the rules ask for approval. A retry with the same id finds it
 * done and changes nothing.
 */
// authorize: authorizePosting asks.
export async function publishPost(ctx: CommunityContext, input: PublishPost): Promise<Published> {
	const { authorId, needsReview } = authorizePosting(ctx, input);
	if (isEmptyText(input.body)) throw new InvalidError('posts.empty');
	return ctx.transaction(async (tx) => {
		const { id: postId, spaceId, title, body, ...extras } = input;
		if (needsReview && !(await postById(tx.db, postId).executeTakeFirst())) {
			const now = ctx.clock.now();
			await attachPictures(tx.db, body, { ownerId: authorId, spaceId, now });
			await hold(ctx, tx, { id: postId, kind: 'post', authorId, spaceId, title, body, extras });
			return { postId, state: 'waiting' };
		}
		await placePost(ctx, tx, authorId, input);
		return { postId, state: 'published' };
	});
}

/** Who writes, and whether it has to wait. Throws what keeps the actor from posting in that space. */
export function authorizePosting(
	ctx: CommunityContext,
	input: Pick<PublishPost, 'spaceId'>,
): { authorId: string; needsReview: boolean } {
	const space = ctx.snapshot.spaces.find(({ id }) => id === input.spaceId);
	if (!space || !ctx.grants.spaces.readable.includes(space.id))
		throw new NotFoundError('spaces.not_found');
	ctx.authorize('create', 'Post', { spaceId: space.id });
	const authorId = memberIdOf(ctx.actor);
	if (!authorId) throw new UnauthenticatedError('identity.sign_in_needed');
	const entry = { spaceId: space.id, kind: 'discussion' as const };
	return { authorId, needsReview: needsApproval(ctx.snapshot, ctx.grants, entry) };
}
