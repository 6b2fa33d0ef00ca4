import { isOneOf, memberIdOf, selfOf } from '@kith/kernel/actor';
import { ConflictError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { requireRoom, takeTurnToGive } from '../reactions/index.ts';
import { lockIdea } from './lock-ideas.ts';
import { deleteVote, insertVote, shiftVotes } from './ideas.queries.ts';
import type { Vote } from './ideas.schema.ts';

/**
 * Gives an idea the actor's one vote, or takes it back. Repeating it changes nothing. Throws `ideas.own` for their own,
 * and as `requireRoom` does for more than one may give within a day.
 */
export async function voteForIdea(
	ctx: CommunityContext,
	{ postId, on }: Vote,
): Promise<{ voteCount: number }> {
	return ctx.transaction(async (tx) => {
		const giverId = memberIdOf(ctx.actor);
		if (on && giverId) await takeTurnToGive(tx, giverId);
		const idea = await lockIdea(ctx, tx, postId);
		ctx.authorize('vote', 'Post', idea);
		const memberId = selfOf(ctx.actor);
		const authorIds = [idea.authorId, ...idea.coAuthorIds];
		if (on && isOneOf(ctx.actor, authorIds)) throw new ConflictError('ideas.own');
		if (idea.mergedIntoId) throw new ConflictError('ideas.merged');
		if (idea.state === 'shipped' || idea.state === 'declined')
			throw new ConflictError('ideas.closed');
		const { voteCount, spaceId } = idea;
		const vote = { postId, memberId, createdAt: ctx.clock.now() };
		const change = on ? insertVote(tx.db, vote) : deleteVote(tx.db, postId, memberId);
		if (!(await change.executeTakeFirst())) return { voteCount };
		if (on) await requireRoom(ctx, tx, { authorIds, isDown: false });
		const difference = on ? 1 : -1;
		await shiftVotes(tx.db, postId, difference).execute();
		await tx.emit(on ? 'ideas.voted' : 'ideas.vote_taken_back', { postId, spaceId });
		return { voteCount: voteCount + difference };
	});
}
