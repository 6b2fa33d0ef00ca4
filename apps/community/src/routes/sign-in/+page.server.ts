import { redirect } from '@sveltejs/kit';
import {
	enterCode,
	enterPasskey,
	enterPassword,
	enterSecond,
	sendCode,
	startOver,
} from '#lib/identity/server/door-actions.ts';
import { leadToDoor } from '#lib/identity/server/sso-door.ts';
import { nextPath } from '#lib/identity/server/next-path.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { viewer, face } = locals.request;
	if (viewer?.standing === 'active') redirect(303, nextPath(url));
	if (viewer) redirect(303, '/join');
	const { identity } = locals.api;
	const [step, proof] = await Promise.all([identity.secondStep(), identity.proofChallenge()]);
	const by = url.searchParams.get('by');
	return {
		...{ step, proof, byRecovery: by === 'recovery' },
		byPassword: by === 'password' && face.signIn.password,
		doors: await orErrorPage(locals.api.sso.doors()),
		ssoProblem: url.searchParams.get('sso')?.slice(0, 60) ?? null,
		ledTo: url.searchParams.get('with')?.slice(0, 40) ?? null,
	};
};

export const actions: Actions = {
	request: async (event) => {
		await leadToDoor(event);
		return sendCode(event, { needsName: false });
	},
	enter: enterCode,
	password: enterPassword,
	second: enterSecond,
	passkey: enterPasskey,
	over: startOver,
};
