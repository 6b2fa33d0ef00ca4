import { isOneOf } from '@kith/kernel/actor';
import { ConflictError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { isAllowed } from '../permissions/ability.ts';
import { answerById, questionById, setAnswer } from './questions.queries.ts';
import type { AcceptAnswer } from './questions.schema.ts';

/** Takes a comment for the answer to a question, in the place of the one before. Repeating it changes nothing. */
export async function acceptAnswer(ctx: CommunityContext, input: AcceptAnswer): Promise<void> {
	await ctx.transaction(async (tx) => {
		// The comment first: who takes it down holds it before they count it out of the post.
		const answer = await answerById(tx.db, input.commentId).executeTakeFirst();
		const post = await questionById(tx.db, input.postId).forNoKeyUpdate().executeTakeFirst();
		if (!post || !isAllowed(ctx.ability, 'read', 'Post', post))
			throw new NotFoundError('posts.not_found');
		if (post.kind !== 'question') throw new ConflictError('questions.not_a_question');
		ctx.authorize('accept', 'Post', post);
		if (answer?.postId !== post.id || !isAllowed(ctx.ability, 'read', 'Comment', answer))
			throw new NotFoundError('comments.not_found');
		if (post.answerId === answer.id) return;
		await setAnswer(tx.db, post.id, answer.id).execute();
		const { id: postId, spaceId } = post;
		if (!isOneOf(ctx.actor, [post.authorId]))
			tx.audit({
				action: 'answers.accepted',
				target: {
					...{ kind: 'post', id: post.id, label: post.title, memberId: post.authorId },
					spaceId: post.spaceId,
				},
				after: { commentId: answer.id },
			});
		await tx.emit('questions.answer_accepted', { postId, spaceId, commentId: answer.id });
	});
}
