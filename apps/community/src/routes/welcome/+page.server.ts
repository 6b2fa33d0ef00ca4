import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { failureOf } from '@kith/client/failure';
import type { Suggestion } from '@kith/domains/feeds/schema';
import { WelcomeStep, type FinishStep } from '@kith/domains/onboarding/schema';
import { textIn } from '#lib/identity/server/form-text.ts';
import { nextPath } from '#lib/identity/server/next-path.ts';
import { onlyThemselves } from '#lib/identity/server/signed-in.ts';
import { fieldInputs } from '#lib/members/server/field-inputs.ts';
import { saveProfile } from '#lib/members/server/save-profile.ts';
import { isLater, rememberLater } from '#lib/onboarding/server/accept-first.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { Actions, PageServerLoad } from './$types';

const EACH = { member: 4, space: 3, post: 0 };

export const load: PageServerLoad = async (event) => {
	onlyThemselves(event);
	const { cookies, locals, url } = event;
	const { api } = locals;
	const { steps, questions } = await orErrorPage(api.onboarding.welcome());
	const isOpen = ({ step, isDone }: (typeof steps)[number]) =>
		!isDone && !(step === 'guidelines' && isLater(cookies));
	const asked = steps.find(({ step }) => step === url.searchParams.get('step'));
	const current = (asked ?? steps.find(isOpen))?.step;
	if (!current) redirect(303, nextPath(url));
	const [guidelines, profile, suggestions] = await orErrorPage(
		Promise.all([
			current === 'guidelines' ? api.guidelines.current({}) : null,
			current === 'profile' ? api.members.me() : null,
			current === 'follow' ? api.feeds.suggestions() : [],
		]),
	);
	return {
		...{ steps, current, guidelines, profile },
		questions: current === 'questions' ? questions : [],
		suggestions: some(suggestions),
		next: nextPath(url),
	};
};

const some = (suggestions: readonly Suggestion[]) =>
	(['member', 'space'] as const).flatMap((kind) =>
		suggestions.filter((one) => one.kind === kind).slice(0, EACH[kind]),
	);

/** To the next screen that was not gone through, and after the last one to where the newcomer wanted. */
function goOn({ url }: RequestEvent): never {
	const next = nextPath(url);
	redirect(303, next === '/' ? '/welcome' : `/welcome?next=${encodeURIComponent(next)}`);
}

const finish = (event: RequestEvent, step: FinishStep['step']) =>
	orErrorPage(event.locals.api.onboarding.finishStep({ step }));

export const actions: Actions = {
	accept: async (event) => {
		const data = await event.request.formData();
		const version = Number(textIn(data, 'version'));
		try {
			await event.locals.api.guidelines.accept({ version });
		} catch (error) {
			const { status, code } = failureOf(error);
			if (status >= 500 || status === 0) throw error;
			return fail(status, { refused: code });
		}
		// Who has been here for long is not received like a newcomer.
		if (data.has('again')) redirect(303, nextPath(event.url));
		goOn(event);
	},
	later: (event) => {
		rememberLater(event.cookies);
		goOn(event);
	},
	save: async (event) => {
		const answer = await saveProfile(event);
		if (!('problem' in answer)) return answer;
		await finish(event, 'profile');
		goOn(event);
	},
	answer: async (event) => {
		const data = await event.request.formData();
		const answers = data
			.getAll('questions')
			.filter((id) => typeof id === 'string')
			.map((questionId) => ({
				questionId,
				answerIds: data.getAll(`answer.${questionId}`).filter((id) => typeof id === 'string'),
			}));
		const fields = fieldInputs(data) ?? [];
		try {
			await event.locals.api.onboarding.answer({ answers, fields });
		} catch (error) {
			const { status, code, details } = failureOf(error);
			if (status >= 500 || status === 0) throw error;
			const place = details['questionId'] ?? details['fieldId'];
			const field = typeof place === 'string' ? place : '';
			return fail(status, { given: { answers, fields }, wrong: { code, field } });
		}
		goOn(event);
	},
	pass: async (event) => {
		const data = await event.request.formData();
		const step = WelcomeStep.exclude(['guidelines']).safeParse(data.get('step'));
		if (step.success) await finish(event, step.data);
		goOn(event);
	},
};
