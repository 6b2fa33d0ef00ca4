import type { Consumer } from '../domain.ts';
import { eventCatalogue } from '../events.ts';
import { forgetAnswer, forgetAnswersBy } from './questions.queries.ts';

const answerTakenDown: Consumer = {
	on: ['comments.removed'],
	async handle(ctx, event) {
		const { postId, commentId } = eventCatalogue['comments.removed'].payload.parse(event.payload);
		await ctx.transaction(async (tx) => {
			const question = await forgetAnswer(tx.db, postId, commentId).executeTakeFirst();
			if (!question) return;
			const { spaceId } = question;
			await tx.emit('questions.answer_withdrawn', { postId, spaceId, commentId });
		});
	},
};

const answererGone: Consumer = {
	on: ['members.left', 'members.removed'],
	async handle(ctx, event) {
		const { payload } = eventCatalogue[event.type as 'members.left' | 'members.removed'];
		const { memberId, contributions } = payload.parse(event.payload);
		if (contributions !== 'delete') return;
		await ctx.transaction(async (tx) => {
			for (const { id, spaceId, commentId } of await forgetAnswersBy(tx.db, memberId).execute())
				await tx.emit('questions.answer_withdrawn', { postId: id, spaceId, commentId });
		});
	},
};

export const questionsConsumers = {
	'reopen-question': answerTakenDown,
	'reopen-questions-of-departed': answererGone,
} as const;
