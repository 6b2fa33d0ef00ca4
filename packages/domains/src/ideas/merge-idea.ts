import { ConflictError, InvalidError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { elsewhere } from './elsewhere.ts';
import { lockIdeas } from './lock-ideas.ts';
import { copyVotes, setMerged, shiftVotes } from './ideas.queries.ts';
import type { MergeIdea } from './ideas.schema.ts';

/** Merges an idea into another: who voted for either has one vote for the other now. It can be undone. */
export async function mergeIdea(
	ctx: CommunityContext,
	{ postId, intoId }: MergeIdea,
): Promise<{ voteCount: number }> {
	if (postId === intoId) throw new InvalidError('ideas.same_idea');
	return ctx.transaction(async (tx) => {
		const [idea, into] = await lockIdeas(ctx, tx, [postId, intoId]);
		ctx.authorize('decide', 'Post', idea);
		ctx.authorize('decide', 'Post', into);
		if (!idea || !into || idea.mergedIntoId || into.mergedIntoId)
			throw new ConflictError('ideas.merged');
		const copied = await copyVotes(tx.db, postId, intoId).executeTakeFirst();
		const gained = Number(copied.numInsertedOrUpdatedRows ?? 0n);
		await shiftVotes(tx.db, intoId, gained).execute();
		await setMerged(tx.db, postId, intoId).execute();
		tx.audit({
			action: 'ideas.merged',
			target: {
				...{ kind: 'post', id: idea.id, label: idea.title, memberId: idea.authorId },
				spaceId: idea.spaceId,
			},
			after: { into: into.title, intoId, votes: gained, ...elsewhere(ctx, idea, into) },
		});
		await tx.emit('ideas.merged', { postId, intoId, spaceId: idea.spaceId });
		return { voteCount: into.voteCount + gained };
	});
}
