import { ConflictError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { elsewhere } from './elsewhere.ts';
import { lockIdea } from './lock-ideas.ts';
import { ideasByIds, setMerged, shiftVotes, takeCopiesBack } from './ideas.queries.ts';
import type { IdeaRef } from './ideas.schema.ts';

/**
 * Takes a merge back: the idea stands alone again with the votes it had, and those it brought along leave the other.
 * Throws `ideas.target_merged` while that other one is itself merged: its votes have been counted on.
 */
export async function unmergeIdea(ctx: CommunityContext, { postId }: IdeaRef): Promise<void> {
	await ctx.transaction(async (tx) => {
		const idea = await lockIdea(ctx, tx, postId);
		ctx.authorize('decide', 'Post', idea);
		if (!idea.mergedIntoId) throw new ConflictError('ideas.not_merged');
		const [into] = await ideasByIds(tx.db, [idea.mergedIntoId]).execute();
		if (!into) throw new NotFoundError('posts.not_found');
		if (into.mergedIntoId) throw new ConflictError('ideas.target_merged');
		const taken = await takeCopiesBack(tx.db, postId, into.id).executeTakeFirst();
		await shiftVotes(tx.db, into.id, -Number(taken.numDeletedRows)).execute();
		await setMerged(tx.db, postId, null).execute();
		tx.audit({
			action: 'ideas.separated',
			target: {
				...{ kind: 'post', id: idea.id, label: idea.title, memberId: idea.authorId },
				spaceId: idea.spaceId,
			},
			before: { into: into.title, intoId: into.id, ...elsewhere(ctx, idea, into) },
		});
		await tx.emit('ideas.unmerged', { postId, intoId: into.id, spaceId: idea.spaceId });
	});
}
