import { fail, redirect } from '@sveltejs/kit';
import { formText } from '@kith/client/forms';
import { InviteStaff } from '@kith/domains/organizations/schema';
import { orErrorPage } from '#lib/shell/loading.ts';
import { refused } from '#lib/shell/server/refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => ({
	team: await orErrorPage(locals.api.organizations.team({ organizationId: params.organizationId })),
	sentTo: url.searchParams.get('sent') ?? '',
});

const INVALID: Record<string, string> = { email: 'invalid' };

export const actions: Actions = {
	invite: async ({ request, locals, params, url }) => {
		const form = await request.formData();
		const values = { email: formText(form, 'email').trim(), role: formText(form, 'role') };
		const wanted = InviteStaff.safeParse({ organizationId: params.organizationId, ...values });
		if (!wanted.success) return fail(400, { code: 'input.invalid', fields: INVALID, values });
		try {
			await locals.api.organizations.inviteStaff(wanted.data);
		} catch (cause) {
			return refused(cause, values, url.pathname);
		}
		redirect(303, `${url.pathname}?sent=${encodeURIComponent(wanted.data.email)}`);
	},
};
