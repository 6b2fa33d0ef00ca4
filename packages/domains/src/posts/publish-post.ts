import { selfOf } from '@kith/kernel/actor';
import { InvalidError, NotFoundError } from '@kith/kernel/errors';
import { settleTerms } from '../announcements/index.ts';
import type { CommunityContext } from '../context.ts';
import { checkPollEnd } from '../polls/index.ts';
import { isEmptyText } from '../rich-text/index.ts';
import { hold, whyHeld } from '../submissions/index.ts';
import { checkTags } from '../tags/index.ts';
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
	const authorId = authorizePosting(ctx, input);
	if (isEmptyText(input.body)) throw new InvalidError('posts.empty');
	if (input.poll) checkPollEnd(input.poll, ctx.clock.now());
	return ctx.transaction(async (tx) => {
		const { id, spaceId, title, body, ...extras } = input;
		const entry = { spaceId, kind: input.kind ?? ('discussion' as const) };
		const heldFor = await whyHeld({ ...ctx, db: tx.db }, entry);
		if (heldFor && !(await postById(tx.db, id).executeTakeFirst())) {
			const now = ctx.clock.now();
			await checkTags(ctx, tx, { spaceId, names: input.tags ?? [] });
			await attachPictures(tx.db, body, { ownerId: authorId, spaceId, subjectId: id, now });
			await hold(ctx, tx, { id, kind: 'post', authorId, spaceId, title, body, extras, heldFor });
			return { postId: id, state: 'waiting' };
		}
		await placePost(ctx, tx, authorId, input);
		return { postId: id, state: 'published' };
	});
}

/** Who writes. Throws what keeps the actor from posting in that space. */
export function authorizePosting(
	ctx: CommunityContext,
	{ spaceId, kind = 'discussion', announcement }: Pick<PublishPost, Terms>,
): string {
	const space = ctx.snapshot.spaces.find(({ id }) => id === spaceId);
	if (!space || !ctx.grants.spaces.readable.includes(space.id))
		throw new NotFoundError('spaces.not_found');
	ctx.authorize('create', 'Post', { spaceId: space.id });
	if (kind === 'announcement') ctx.authorize('announce', 'Post', { spaceId: space.id });
	if (announcement) settleTerms(ctx.snapshot, announcement);
	return selfOf(ctx.actor);
}

type Terms = 'spaceId' | 'kind' | 'announcement';
