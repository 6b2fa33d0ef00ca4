import { redirect } from '@sveltejs/kit';
import {
	enterCode,
	enterPasskey,
	enterPassword,
	enterSecond,
	sendCode,
	startOver,
} from '#lib/identity/server/door-actions.ts';
import { nextPath } from '#lib/identity/server/next-path.ts';
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
	};
};

export const actions: Actions = {
	request: (event) => sendCode(event, { needsName: false }),
	enter: enterCode,
	password: enterPassword,
	second: enterSecond,
	passkey: enterPasskey,
	over: startOver,
};
