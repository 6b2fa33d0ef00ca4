import { redirect } from '@sveltejs/kit';
import { requestCode, signInWithCode, startOver } from '#lib/identity/code-actions.ts';
import { readPending } from '#lib/identity/code-cookie.ts';
import { formText } from '@kith/client/forms';
import { localPath } from '#lib/shell/local-path.ts';
import { refused } from '#lib/shell/server/refused.ts';
import type { Actions, PageServerLoad } from './$types';

const nextOf = (url: URL) => localPath(url.searchParams.get('next'), '/home');

export const load: PageServerLoad = ({ locals, cookies, url }) => {
	const next = nextOf(url);
	if (locals.request.staff) redirect(303, next);
	return {
		next,
		pending: readPending(cookies),
		byPassword: url.searchParams.get('by') === 'password',
	};
};

export const actions: Actions = {
	code: (event) => requestCode(event, { asksName: false }),
	verify: (event) => signInWithCode(event, nextOf(event.url)),
	over: startOver,
	password: async ({ request, locals, url }) => {
		const form = await request.formData();
		const values = { email: formText(form, 'email').trim() };
		try {
			const password = formText(form, 'password');
			await locals.api.identity.signInWithPassword({ email: values.email, password });
		} catch (cause) {
			return refused(cause, values, url.pathname);
		}
		redirect(303, nextOf(url));
	},
};
