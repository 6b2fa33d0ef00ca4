import { isOneOf, memberIdOf } from '@kith/kernel/actor';
import { ConflictError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { changeTally, filingOf, keepFiling, readersIn, withUndone } from '../filing/index.ts';
import { PostFiling, readersAfter } from '../filing/filing.schema.ts';
import { isAllowed } from '../permissions/ability.ts';
import { postTarget } from '../posts/index.ts';
import type { PostRef } from '../posts/posts.schema.ts';
import { dropTags } from '../tags/index.ts';
import { livePost, tell, type LivePost } from './live-post.ts';
import { relocate } from './move-post.ts';

/**
 * Takes back what rules did with a post: the tags that they added, and the move, if nobody moved it since. No rule files
 * it again. A second press finds it done. Throws `filing.not_filed`, and `filing.answered` where others wrote below it
 * meanwhile for fewer readers than it would have then, and the actor moves nothing there otherwise.
 */
export async function undoFiling(ctx: CommunityContext, { postId }: PostRef): Promise<void> {
	await ctx.transaction(async (tx) => {
		const post = await livePost(ctx, tx, postId);
		ctx.authorize('update', 'Post', post);
		const row = await filingOf(tx.db, post.id).executeTakeFirst();
		if (!row?.filing) throw new NotFoundError('filing.not_filed');
		const filing = PostFiling.parse(row.filing);
		if (filing.undoneAt) return;
		const backTo = wayBack(ctx, post, filing);
		const now = ctx.clock.now();
		const tagIds = filing.tags.map(({ id }) => id);
		await dropTags(tx, post.id, tagIds);
		if (backTo) await relocate(ctx, tx, post, backTo.id);
		await keepFiling(tx.db, post.id, { ...filing, undoneAt: now.toISOString() }).execute();
		await write(ctx, tx, post, { filing, backTo });
		const ruleIds = filing.rules.map(({ id }) => id);
		// Nobody stops a rule by posts of their own alone.
		const authors = [post.authorId, ...post.coAuthorIds];
		const by = isOneOf(ctx.actor, authors) ? (memberIdOf(ctx.actor) ?? post.id) : post.id;
		await changeTally(tx, now, (tally) => withUndone(tally, { ruleIds, postId: post.id, by, now }));
	});
}

type Space = { id: string; name: string };

/** The space it goes back to; null where it was not moved, was moved since, or where that space is gone. */
function wayBack(
	ctx: CommunityContext,
	post: LivePost,
	{ fromSpaceId, toSpaceId, isMovedOn }: PostFiling,
): Space | null {
	if (toSpaceId !== post.spaceId || isMovedOn) return null;
	const from = ctx.snapshot.spaces.find(({ id }) => id === fromSpaceId);
	if (!from) return null;
	const readers = readersIn(ctx.snapshot);
	const widens = readersAfter(readers(post.spaceId), readers(from.id)) === 'more';
	const mayMove = isAllowed(ctx.ability, 'move', 'Post', post);
	if (widens && post.commentCount > 0 && !mayMove) throw new ConflictError('filing.answered');
	return from;
}

type Undone = { filing: PostFiling; backTo: Space | null };

async function write(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	post: LivePost,
	{ filing, backTo }: Undone,
): Promise<void> {
	const rules = filing.rules.map(({ name }) => name);
	const tags = filing.tags.map(({ name }) => name);
	await tell(ctx, tx, backTo ? { ...post, spaceId: backTo.id } : post, {
		action: 'unfiled',
		details: { rules: JSON.stringify(rules), ...(backTo && { from: backTo.name }) },
	});
	const here = ctx.snapshot.spaces.find(({ id }) => id === post.spaceId);
	tx.audit({
		...{ action: 'posts.unfiled', target: postTarget(post) },
		before: { rules, tags, ...(backTo && { space: here?.name ?? '' }) },
		after: { tags: [], ...(backTo && { space: backTo.name }) },
	});
}
