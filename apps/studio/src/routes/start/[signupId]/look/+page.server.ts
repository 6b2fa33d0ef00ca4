import { fail, redirect } from '@sveltejs/kit';
import { Look } from '@kith/domains/communities/schema';
import { getLocale } from '#lib/paraglide/runtime.js';
import { formText } from '@kith/client/forms';
import { orErrorPage } from '#lib/shell/loading.ts';
import { refused } from '#lib/shell/server/refused.ts';
import { namedCommunity, stepPath } from '#lib/start/steps.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent }) => {
	const { signup } = await parent();
	const community = namedCommunity(signup);
	const templates = await orErrorPage(locals.api.signups.templates({ locale: getLocale() }));
	return {
		signup,
		community,
		templateBrand: templates.find(({ key }) => key === community.template)?.brand,
	};
};

const INVALID: Record<string, string> = { brand: 'invalid' };

export const actions: Actions = {
	default: async ({ request, locals, params, url }) => {
		const form = await request.formData();
		const values = Object.fromEntries(
			['brand', 'font', 'radius', 'density'].map((name) => [name, formText(form, name)]),
		);
		const look = Look.safeParse({ ...values, logoFileId: formText(form, 'logoFileId') || null });
		if (!look.success) return fail(400, { code: 'input.invalid', fields: INVALID, values });
		try {
			await locals.api.signups.chooseLook({ signupId: params.signupId, look: look.data });
		} catch (cause) {
			return refused(cause, values, url.pathname);
		}
		redirect(303, stepPath(params.signupId, 'access'));
	},
};
