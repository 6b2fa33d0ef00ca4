import { fail, redirect } from '@sveltejs/kit';
import { formText } from '@kith/client/forms';
import { failureOf } from '@kith/client/failure';
import { Code, Email } from '@kith/domains/identity/schema';
import { forgetPending, MOVING, readPending, rememberPending } from '#lib/identity/code-cookie.ts';
import { confirmAddress } from '#lib/identity/security-address.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { orErrorPage } from '#lib/shell/loading.ts';
import { refused } from '#lib/shell/server/refused.ts';
import { requireStaff } from '#lib/studio/server/community.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, cookies, request }) => {
	const { email } = requireStaff(locals, url);
	const pending = readPending(cookies, MOVING);
	if (!pending && request.method === 'GET') {
		const { isFresh } = await orErrorPage(locals.api.identity.confirmation());
		// Before anything is typed; another proof would be another session, and a code is for the one that asked.
		if (!isFresh) redirect(303, confirmAddress(url.pathname));
	}
	return { email, pending };
};

export const actions: Actions = {
	code: async ({ request, locals, url, cookies }) => {
		const values = { email: formText(await request.formData(), 'email').trim() };
		const email = Email.safeParse(values.email);
		if (!email.success)
			return fail(400, { code: 'input.invalid', fields: { email: 'invalid' }, values });
		try {
			await locals.api.identity.requestAddress({ email: email.data, locale: getLocale() });
		} catch (cause) {
			if (failureOf(cause).code === 'identity.confirm_first')
				redirect(303, confirmAddress(url.pathname));
			return refused(cause, values, url.pathname);
		}
		const pending = { email: email.data, name: '' };
		rememberPending(cookies, pending, { isSecure: url.protocol === 'https:', cookie: MOVING });
		redirect(303, url.pathname);
	},
	verify: async ({ request, locals, url, cookies }) => {
		const values = { email: '' };
		const code = Code.safeParse(formText(await request.formData(), 'code'));
		if (!code.success) return fail(400, { code: 'input.invalid', fields: {}, values });
		try {
			await locals.api.identity.changeAddress({ code: code.data });
		} catch (cause) {
			return refused(cause, values, url.pathname);
		}
		forgetPending(cookies, MOVING);
		redirect(303, '/account/security?address=changed');
	},
	over: ({ cookies, url }) => {
		forgetPending(cookies, MOVING);
		redirect(303, url.pathname);
	},
};
