import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import * as z from 'zod';
import { failureOf } from '@kith/client/failure';
import { newId } from '@kith/kernel/ids';
import { textIn } from '#lib/identity/server/form-text.ts';
import { onlyMembers, orSignIn } from '#lib/identity/server/signed-in.ts';
import { onlyWithPoints } from '#lib/points/server/only-with-points.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	onlyWithPoints(locals.request.face);
	if (!z.uuid().safeParse(params.challengeId).success)
		error(404, 'gamification.challenge_not_found');
	const { gamification } = locals.api;
	const page = await orSignIn(gamification.challenge({ challengeId: params.challengeId }), { url });
	// Made before the first try, so that a retry makes nothing twice.
	return { ...page, teamId: newId(), evidenceId: newId() };
};

type Event = RequestEvent<{ challengeId: string }>;
type Api = Event['locals']['api']['gamification'];

/** Does what a form asks for and shows the page again; what is refused stands above the form it came from. */
async function attempt(
	event: Event,
	at: string,
	run: (api: Api, form: FormData) => Promise<unknown>,
) {
	onlyMembers(event);
	const form = await event.request.formData();
	try {
		await run(event.locals.api.gamification, form);
	} catch (cause) {
		const { status, code } = failureOf(cause);
		if (status >= 500 || status === 0) throw cause;
		const typed = {
			...{ body: textIn(form, 'body', 2000), url: textIn(form, 'url', 500) },
			...{ code: textIn(form, 'code'), name: textIn(form, 'name') },
		};
		return fail(status, { at, problem: code, typed });
	}
	redirect(303, event.url.pathname);
}

export const actions: Actions = {
	join: (event) =>
		attempt(event, 'join', (api, form) => {
			const { challengeId } = event.params;
			const how = textIn(form, 'how');
			if (how === 'code') return api.joinChallenge({ challengeId, code: textIn(form, 'code') });
			if (how === 'team') return api.joinChallenge({ challengeId, teamId: textIn(form, 'teamId') });
			if (how !== 'new') return api.joinChallenge({ challengeId });
			const newTeam = {
				...{ id: textIn(form, 'teamId'), name: textIn(form, 'name') },
				isOpen: form.has('isOpen'),
			};
			return api.joinChallenge({ challengeId, newTeam });
		}),
	leave: (event) => attempt(event, 'leave', (api) => api.leaveChallenge(event.params)),
	seen: (event) => attempt(event, 'seen', (api) => api.seeChallenge(event.params)),
	hand: (event) =>
		attempt(event, `step ${event.url.searchParams.get('step') ?? ''}`, (api, form) =>
			api.handIn({
				...{ id: textIn(form, 'evidenceId'), challengeId: event.params.challengeId },
				...{ stepId: textIn(form, 'stepId'), body: textIn(form, 'body', 2000) },
				url: textIn(form, 'url', 500).trim(),
			}),
		),
};
