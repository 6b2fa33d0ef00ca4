import { InvalidError, NotFoundError, UnauthenticatedError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import {
	JoinRequest,
	type AnswerJoining,
	type JoinAnswer,
	type OwnRequest,
} from './joining.schema.ts';
import { keepRequest, requestOf } from './joining.queries.ts';

/** What became of one's own request to join, and what is asked of it; for who waits or was declined. */
// authorize: one's own request, by the person behind the session.
export async function getOwnRequest(ctx: CommunityContext): Promise<OwnRequest> {
	const memberId = applicantOf(ctx);
	const row = await requestOf(ctx.db, memberId).executeTakeFirst();
	if (!row) throw new NotFoundError('members.not_found');
	const { answers, answeredAt, reason, decision } = JoinRequest.parse(row.request ?? {});
	const questions = row.status === 'pending' ? [...ctx.snapshot.joining.questions] : [];
	return { questions, answers, isAnswered: answeredAt !== null, decision, reason };
}

/**
 * Answers what is asked of who wants to join; can be said anew while one waits. Throws `members.request_not_found`, and with the
 * question's id `members.answer_missing`.
 */
// authorize: one's own request, by the person behind the session.
export async function answerJoining(ctx: CommunityContext, given: AnswerJoining): Promise<void> {
	const memberId = applicantOf(ctx);
	const answers = checkedAnswers(ctx, given);
	await ctx.transaction(async (tx) => {
		const row = await requestOf(tx.db, memberId).forNoKeyUpdate().executeTakeFirst();
		if (!row) throw new NotFoundError('members.not_found');
		if (row.status !== 'pending') throw new NotFoundError('members.request_not_found');
		const answeredAt = ctx.clock.now().toISOString();
		const request = { ...JoinRequest.parse(row.request ?? {}), answers, answeredAt };
		await keepRequest(tx.db, memberId, request).execute();
	});
}

function applicantOf({ viewer }: CommunityContext): string {
	if (!viewer?.memberId) throw new UnauthenticatedError('identity.sign_in_needed');
	return viewer.memberId;
}

function checkedAnswers({ snapshot }: CommunityContext, given: AnswerJoining): JoinAnswer[] {
	const { questions } = snapshot.joining;
	for (const { questionId } of given.answers)
		if (!questions.some(({ id }) => id === questionId))
			throw new NotFoundError('members.question_not_found');
	return questions.flatMap(({ id: questionId, title: question, isRequired }) => {
		const answer = given.answers.find((one) => one.questionId === questionId)?.answer ?? '';
		if (answer === '' && isRequired)
			throw new InvalidError('members.answer_missing', { questionId });
		return answer === '' ? [] : [{ questionId, question, answer }];
	});
}
