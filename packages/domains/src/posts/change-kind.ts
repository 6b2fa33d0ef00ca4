import { ConflictError, NotFoundError } from '@kith/kernel/errors';
import { isOneOf } from '@kith/kernel/actor';
import type { CommunityContext } from '../context.ts';
import { requireEditable } from '../history/index.ts';
import { isAllowed } from '../permissions/ability.ts';
import { postTarget } from './post-target.ts';
import { postById, setKind } from './posts.queries.ts';
import type { ChangeKind } from './posts.schema.ts';

type Row = Awaited<ReturnType<ReturnType<typeof postById>['executeTakeFirstOrThrow']>>;

/** Makes a post another kind of post, while nothing hangs on what it is. */
export async function changeKind(ctx: CommunityContext, input: ChangeKind): Promise<void> {
	await ctx.transaction(async (tx) => {
		const post = await postById(tx.db, input.postId).forNoKeyUpdate().executeTakeFirst();
		if (!post || !isAllowed(ctx.ability, 'read', 'Post', post))
			throw new NotFoundError('posts.not_found');
		ctx.authorize('update', 'Post', post);
		requireEditable(ctx, 'Post', post);
		if (post.kind === input.kind) return;
		if (isInUse(post)) throw new ConflictError('posts.kind_in_use');
		await setKind(tx.db, post.id, input.kind).execute();
		if (!isOneOf(ctx.actor, [post.authorId, ...post.coAuthorIds]))
			tx.audit({
				...{ action: 'posts.kind_changed', target: postTarget(post) },
				...{ before: { kind: post.kind }, after: { kind: input.kind } },
			});
		await tx.emit('posts.edited', { postId: post.id, spaceId: post.spaceId });
	});
}

/** An accepted answer, a vote, a decision or an audience would mean nothing any more. */
function isInUse({ kind, state, voteCount, mergedIntoId }: Row): boolean {
	if (kind === 'question') return state === 'solved';
	if (kind === 'idea') return state !== 'open' || voteCount > 0 || mergedIntoId !== null;
	return kind === 'announcement';
}
