import { isOneOf, selfOf } from '@kith/kernel/actor';
import { ConflictError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { lockIdea } from './lock-ideas.ts';
import { deleteVote, insertVote, shiftVotes } from './ideas.queries.ts';
import type { Vote } from './ideas.schema.ts';

/** Gives an idea the actor's one vote, or takes it back; `ideas.own` for their own. Repeating it changes nothing. */
export async function voteForIdea(
	ctx: CommunityContext,
	{ postId, on }: Vote,
): Promise<{ voteCount: number }> {
	return ctx.transaction(async (tx) => {
		const idea = await lockIdea(ctx, tx, postId);
		ctx.authorize('vote', 'Post', idea);
		const memberId = selfOf(ctx.actor);
		if (on && isOneOf(ctx.actor, [idea.authorId, ...idea.coAuthorIds]))
			throw new ConflictError('ideas.own');
		if (idea.mergedIntoId) throw new ConflictError('ideas.merged');
		if (idea.state === 'shipped' || idea.state === 'declined')
			throw new ConflictError('ideas.closed');
		const { voteCount, spaceId } = idea;
		const vote = { postId, memberId, createdAt: ctx.clock.now() };
		const change = on ? insertVote(tx.db, vote) : deleteVote(tx.db, postId, memberId);
		if (!(await change.executeTakeFirst())) return { voteCount };
		const difference = on ? 1 : -1;
		await shiftVotes(tx.db, postId, difference).execute();
		await tx.emit(on ? 'ideas.voted' : 'ideas.vote_taken_back', { postId, spaceId });
		return { voteCount: voteCount + difference };
	});
}
