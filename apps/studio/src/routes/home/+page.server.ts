import { fail, redirect } from '@sveltejs/kit';
import { RenameOrganization } from '@kith/domains/organizations/schema';
import { formText } from '@kith/client/forms';
import { orErrorPage } from '#lib/shell/loading.ts';
import { refused } from '#lib/shell/server/refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { staff } = locals.request;
	if (!staff) redirect(303, '/sign-in?next=/home');
	const [communities, signup] = await orErrorPage(
		Promise.all([locals.api.organizations.communities(), locals.api.signups.current()]),
	);
	return { staff, communities, signup };
};

const INVALID: Record<string, string> = { name: 'invalid' };

export const actions: Actions = {
	enter: async ({ request, locals, url }) => {
		const communityId = formText(await request.formData(), 'communityId');
		try {
			return await locals.api.organizations.enter({ communityId, next: '/' });
		} catch (cause) {
			return refused(cause, { name: '' }, url.pathname);
		}
	},
	rename: async ({ request, locals, url }) => {
		const form = await request.formData();
		const values = { name: formText(form, 'name') };
		const wanted = RenameOrganization.safeParse({
			...values,
			organizationId: formText(form, 'organizationId'),
		});
		if (!wanted.success) return fail(400, { code: 'input.invalid', fields: INVALID, values });
		try {
			await locals.api.organizations.rename(wanted.data);
		} catch (cause) {
			return refused(cause, values, url.pathname);
		}
		redirect(303, '/home');
	},
};
