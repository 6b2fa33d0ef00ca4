import { ConflictError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { lockIdea } from './lock-ideas.ts';
import { setStatus } from './ideas.queries.ts';
import { IdeaStatus, type SetIdeaStatus } from './ideas.schema.ts';

/** Moves an idea to another status with a word of staff. A changed note alone is no news for the voters. */
export async function setIdeaStatus(ctx: CommunityContext, input: SetIdeaStatus): Promise<void> {
	await ctx.transaction(async (tx) => {
		const idea = await lockIdea(ctx, tx, input.postId);
		ctx.authorize('decide', 'Post', idea);
		if (idea.mergedIntoId) throw new ConflictError('ideas.merged');
		const { status: to, note } = input;
		const from = IdeaStatus.catch('open').parse(idea.state);
		const now = ctx.clock.now();
		await setStatus(tx.db, idea.id, { status: to, note, now }).execute();
		tx.audit({
			action: 'ideas.decided',
			target: {
				...{ kind: 'post', id: idea.id, label: idea.title, memberId: idea.authorId },
				spaceId: idea.spaceId,
			},
			...{ before: { status: from }, after: { status: to, note } },
		});
		const subject = { postId: idea.id, spaceId: idea.spaceId };
		if (from === to) await tx.emit('posts.edited', subject);
		else await tx.emit('ideas.status_changed', { ...subject, from, to, note });
	});
}
