import { fail, redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { failureOf } from '@kith/client/failure';
import { textIn } from './form-text.ts';

/** Takes what an applicant answers; what was typed comes back with what is missing. */
export async function answerQuestions({ request, locals, url }: RequestEvent) {
	const data = await request.formData();
	const { questions } = await locals.api.members.ownRequest();
	const answers = questions.map(({ id }) => ({ questionId: id, answer: textIn(data, id, 1000) }));
	try {
		await locals.api.members.answerJoining({ answers });
	} catch (error) {
		const { status, code, details } = failureOf(error);
		if (code !== 'members.answer_missing') throw error;
		return fail(status, { answers, missing: details['questionId'] });
	}
	redirect(303, url.pathname);
}
