import { fail, redirect } from '@sveltejs/kit';
import { failureOf } from '@kith/client/failure';
import { CommunityName } from '@kith/domains/communities/schema';
import { languageOf } from '@kith/kernel/locales';
import { getLocale } from '#lib/paraglide/runtime.js';
import { formText } from '@kith/client/forms';
import { orErrorPage } from '#lib/shell/loading.ts';
import { refused } from '#lib/shell/server/refused.ts';
import { stepPath } from '#lib/start/steps.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent }) => {
	const { signup } = await parent();
	if (signup.step === 'done') redirect(303, '/home');
	return {
		signup,
		templates: await orErrorPage(locals.api.signups.templates({ locale: getLocale() })),
		addressSuffix: locals.request.addressSuffix,
		locale: signup.community?.locale ?? getLocale(),
	};
};

export const actions: Actions = {
	default: async ({ request, locals, params, url }) => {
		const form = await request.formData();
		const values = {
			name: formText(form, 'name'),
			slug: formText(form, 'slug').trim().toLowerCase(),
			template: formText(form, 'template'),
			locale: languageOf(formText(form, 'locale')),
		};
		const fields: Record<string, string> = {
			...(CommunityName.safeParse(values.name).success ? {} : { name: 'invalid' }),
			...(values.template ? {} : { template: 'invalid' }),
		};
		if (Object.keys(fields).length > 0) return fail(400, { code: 'input.invalid', fields, values });
		try {
			await locals.api.signups.chooseCommunity({ signupId: params.signupId, ...values });
		} catch (cause) {
			const { code, fields: wrong } = failureOf(cause);
			const reason = code.startsWith('slug.') ? code : wrong['slug'];
			if (!reason) return refused(cause, values, url.pathname);
			const answer = await locals.api.signups.checkSlug({
				slug: values.slug,
				signupId: params.signupId,
			});
			const suggestions = answer.available ? [] : answer.suggestions;
			return fail(409, { code: reason, fields, values, suggestions });
		}
		redirect(303, stepPath(params.signupId, 'look'));
	},
};
