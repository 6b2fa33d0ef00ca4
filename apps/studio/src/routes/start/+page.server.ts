import { redirect } from '@sveltejs/kit';
import { requestCode, signInWithCode, startOver } from '#lib/identity/code-actions.ts';
import { readPending } from '#lib/identity/code-cookie.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import { resumePath } from '#lib/start/steps.ts';
import type { Actions, PageServerLoad } from './$types';

/** Signed in, this address goes on where one stopped, on whatever device. */
export const load: PageServerLoad = async ({ locals, cookies }) => {
	if (!locals.request.staff) {
		const proof = await orErrorPage(locals.api.identity.proofChallenge());
		return { pending: readPending(cookies), proof };
	}
	redirect(303, resumePath(await orErrorPage(locals.api.signups.start())));
};

export const actions: Actions = {
	code: (event) => requestCode(event, { asksName: true }),
	verify: (event) => signInWithCode(event, '/start'),
	over: startOver,
};
