import { redirect } from '@sveltejs/kit';
import { enterCode, enterPassword, sendCode } from '#lib/identity/server/door-actions.ts';
import { nextPath } from '#lib/identity/server/next-path.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
	const { viewer } = locals.request;
	if (viewer?.standing === 'active') redirect(303, nextPath(url));
	if (viewer) redirect(303, '/join');
	return { byPassword: url.searchParams.get('by') === 'password' };
};

export const actions: Actions = {
	request: (event) => sendCode(event, { needsName: false }),
	enter: enterCode,
	password: enterPassword,
};
