import { ConflictError, LimitReachedError, NotFoundError } from '@kith/kernel/errors';
import { isOneOf, memberIdOf } from '@kith/kernel/actor';
import type { CommunityContext } from '../context.ts';
import { countPostInSpace, postTarget, uncountPostInSpace } from '../posts/index.ts';
import { alignTags } from '../tags/index.ts';
import {
	countPlacements,
	deletePlacement,
	insertPlacement,
	moveComments,
	moveFiles,
	moveHeldComments,
	movePostRow,
} from './lifecycle.queries.ts';
import type { MovePost, SharePost } from './lifecycle.schema.ts';
import { livePost, tell } from './live-post.ts';

/** So many further spaces show one post. */
const MOST_SPACES = 20;

/** Gives a post another home, with its comments and pictures. Its address stays, so that every link keeps working. */
export async function movePost(
	ctx: CommunityContext,
	{ postId, spaceId }: MovePost,
): Promise<void> {
	await ctx.transaction(async (tx) => {
		const post = await livePost(ctx, tx, postId);
		ctx.authorize('move', 'Post', post);
		const target = postableSpace(ctx, spaceId);
		if (target.id === post.spaceId) throw new ConflictError('lifecycle.already_there');
		const from = ctx.snapshot.spaces.find(({ id }) => id === post.spaceId);
		await relocate(ctx, tx, post, target.id);
		const details = { from: from?.name ?? '', to: target.name };
		await tell(ctx, tx, { id: post.id, spaceId: target.id }, { action: 'moved', details });
		tx.audit({
			...{ action: 'posts.moved', target: postTarget(post) },
			...{ before: { space: details.from }, after: { space: details.to } },
		});
	});
}

/** Takes a post to another space, with all that hangs on it, and tells that it moved. */
// authorize: the verbs that move have asked.
export async function relocate(
	{ clock }: CommunityContext,
	tx: Tx,
	post: { id: string; spaceId: string },
	toSpaceId: string,
): Promise<void> {
	// Spaces are always locked in one order: two moves the other way round do not wait for each other.
	const steps = [
		{ id: post.spaceId, count: () => uncountPostInSpace(tx.db, post.spaceId) },
		{ id: toSpaceId, count: () => countPostInSpace(tx.db, toSpaceId, clock.now()) },
	].toSorted((one, two) => (one.id < two.id ? -1 : 1));
	for (const { count } of steps) await count().execute();
	await movePostRow(tx.db, post.id, toSpaceId).execute();
	await moveComments(tx.db, post.id, toSpaceId).execute();
	await moveHeldComments(tx.db, post.id, toSpaceId).execute();
	await moveFiles(tx.db, post.id, post.spaceId, toSpaceId).execute();
	await deletePlacement(tx.db, post.id, toSpaceId).execute();
	await alignTags(tx.db, { postIds: [post.id] }).execute();
	await tx.emit('lifecycle.post_moved', {
		...{ postId: post.id, spaceId: toSpaceId, fromSpaceId: post.spaceId },
	});
}

/** Shows a post in a further space, or no longer. It keeps its one home, its one thread and its one address. */
export async function sharePost(
	ctx: CommunityContext,
	{ postId, spaceId, shown }: SharePost,
): Promise<void> {
	await ctx.transaction(async (tx) => {
		const post = await livePost(ctx, tx, postId);
		ctx.authorize('share', 'Post', post);
		const target = shown ? postableSpace(ctx, spaceId) : readableSpace(ctx, spaceId);
		if (target.id === post.spaceId) throw new ConflictError('lifecycle.already_there');
		const changed = shown
			? await show(ctx, tx, post, target.id)
			: await deletePlacement(tx.db, post.id, target.id).executeTakeFirst();
		if (!changed) return;
		const details = { to: target.name };
		await tell(ctx, tx, post, { action: shown ? 'shared' : 'unshared', details });
		if (!isOneOf(ctx.actor, [post.authorId]))
			tx.audit({
				action: shown ? 'posts.shared' : 'posts.unshared',
				target: { ...postTarget(post), spaceId: target.id },
				after: { space: target.name },
			});
	});
}

type Tx = Parameters<Parameters<CommunityContext['transaction']>[0]>[0];

async function show(
	ctx: CommunityContext,
	tx: Tx,
	post: { id: string; createdAt: Date },
	spaceId: string,
) {
	const placed = await countPlacements(tx.db, post.id).executeTakeFirstOrThrow();
	if (placed.count >= MOST_SPACES) throw new LimitReachedError('lifecycle.too_many_spaces');
	return insertPlacement(tx.db, {
		...{ postId: post.id, spaceId, postedAt: post.createdAt },
		...{ placedBy: memberIdOf(ctx.actor), placedAt: ctx.clock.now() },
	}).executeTakeFirst();
}

function readableSpace(ctx: CommunityContext, spaceId: string) {
	const space = ctx.snapshot.spaces.find(({ id }) => id === spaceId);
	if (!space || !ctx.grants.spaces.readable.includes(space.id))
		throw new NotFoundError('spaces.not_found');
	return space;
}

function postableSpace(ctx: CommunityContext, spaceId: string) {
	const space = readableSpace(ctx, spaceId);
	ctx.authorize('create', 'Post', { spaceId: space.id });
	return space;
}
