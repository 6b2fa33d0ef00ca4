import { isOneOf } from '@kith/kernel/actor';
import { ConflictError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { isAllowed } from '../permissions/ability.ts';
import { questionById, setAnswer } from './questions.queries.ts';
import type { QuestionRef } from './questions.schema.ts';

/** Opens a question again whose answer turned out to be none. Repeating it changes nothing. */
export async function withdrawAnswer(ctx: CommunityContext, input: QuestionRef): Promise<void> {
	await ctx.transaction(async (tx) => {
		const post = await questionById(tx.db, input.postId).forNoKeyUpdate().executeTakeFirst();
		if (!post || !isAllowed(ctx.ability, 'read', 'Post', post))
			throw new NotFoundError('posts.not_found');
		if (post.kind !== 'question') throw new ConflictError('questions.not_a_question');
		ctx.authorize('accept', 'Post', post);
		if (!post.answerId) return;
		await setAnswer(tx.db, post.id, null).execute();
		const { id: postId, spaceId, answerId: commentId } = post;
		if (!isOneOf(ctx.actor, [post.authorId]))
			tx.audit({
				action: 'answers.withdrawn',
				target: {
					...{ kind: 'post', id: post.id, label: post.title, memberId: post.authorId },
					spaceId: post.spaceId,
				},
				before: { commentId: post.answerId },
			});
		await tx.emit('questions.answer_withdrawn', { postId, spaceId, commentId });
	});
}
