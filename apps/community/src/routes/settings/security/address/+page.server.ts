import { redirect } from '@sveltejs/kit';
import { failureOf } from '@kith/client/failure';
import { Code, Email } from '@kith/domains/identity/schema';
import { problemOf, refusal } from '#lib/identity/server/door-actions.ts';
import { textIn } from '#lib/identity/server/form-text.ts';
import { confirmAddress } from '#lib/identity/server/security-actions.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, request }) => {
	const { identity, sso } = locals.api;
	const [{ email, isFresh }, { isOnly }] = await orErrorPage(
		Promise.all([identity.confirmation(), sso.doors()]),
	);
	if (isOnly) redirect(303, '/settings/security');
	// Before anything is typed; another proof would be another session, and the code that was sent is for this one.
	if (!isFresh && request.method === 'GET') redirect(303, confirmAddress(url.pathname));
	return { email };
};

export const actions: Actions = {
	request: async ({ request, locals, url }) => {
		const data = await request.formData();
		const typed = { email: textIn(data, 'email').trim(), name: '', data };
		const email = Email.safeParse(typed.email);
		if (!email.success) return refusal('email', typed)(400, { code: 'email.invalid', minutes: 0 });
		const isResent = data.has('again');
		try {
			await locals.api.identity.requestAddress({ email: email.data, locale: getLocale() });
		} catch (error) {
			if (failureOf(error).code === 'identity.confirm_first')
				redirect(303, confirmAddress(url.pathname));
			return refusal(isResent ? 'code' : 'email', typed)(...problemOf(error));
		}
		return { step: 'code' as const, email: email.data, name: '', problem: null, isResent };
	},
	enter: async ({ request, locals }) => {
		const data = await request.formData();
		const refuse = refusal('code', { email: textIn(data, 'email').trim(), name: '', data });
		const code = Code.safeParse(data.get('code') ?? '');
		if (!code.success) return refuse(400, { code: 'code.invalid', minutes: 0 });
		try {
			await locals.api.identity.changeAddress({ code: code.data });
		} catch (error) {
			return refuse(...problemOf(error));
		}
		redirect(303, '/settings/security?address=changed');
	},
};
