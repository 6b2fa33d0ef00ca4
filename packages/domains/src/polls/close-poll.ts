import { isOneOf } from '@kith/kernel/actor';
import type { CommunityContext } from '../context.ts';
import { lockPoll } from './lock-poll.ts';
import { isOpenAt } from './poll-view.ts';
import { setClosed } from './polls.queries.ts';
import type { PollRef } from './polls.schema.ts';

/** Ends a poll before its time. A closed one stays as it is. */
export async function closePoll(ctx: CommunityContext, input: PollRef): Promise<void> {
	await ctx.transaction(async (tx) => {
		const poll = await lockPoll(ctx, tx, input.postId);
		ctx.authorize('close', 'Post', poll);
		const now = ctx.clock.now();
		if (!isOpenAt(poll, now)) return;
		await setClosed(tx.db, poll.id, now).execute();
		if (!isOneOf(ctx.actor, [poll.authorId]))
			tx.audit({
				action: 'polls.closed',
				target: {
					...{ kind: 'post', id: poll.id, label: poll.title, memberId: poll.authorId },
					spaceId: poll.spaceId,
				},
			});
		await tx.emit('polls.closed', { postId: poll.id, spaceId: poll.spaceId });
	});
}
