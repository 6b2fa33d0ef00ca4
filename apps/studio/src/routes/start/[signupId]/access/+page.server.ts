import { fail, redirect } from '@sveltejs/kit';
import { FirstAccess } from '@kith/domains/communities/schema';
import { formText } from '@kith/client/forms';
import { refused } from '#lib/shell/server/refused.ts';
import { isAddress, MAX_INVITES, splitAddresses } from '#lib/start/invites.ts';
import { namedCommunity, stepPath } from '#lib/start/steps.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent }) => {
	const { signup } = await parent();
	return { signup, community: namedCommunity(signup) };
};

export const actions: Actions = {
	default: async ({ request, locals, params, url }) => {
		const form = await request.formData();
		const invites = splitAddresses(
			form
				.getAll('invites')
				.filter((one) => typeof one === 'string')
				.join('\n'),
		);
		const values = {
			visibility: formText(form, 'visibility'),
			join: formText(form, 'join'),
			invites,
		};
		const access = FirstAccess.safeParse({ visibility: values.visibility, join: values.join });
		if (!access.success || invites.length > MAX_INVITES || !invites.every(isAddress))
			return fail(400, { code: 'input.invalid', fields: { invites: 'invalid' }, values });
		try {
			const { signupId } = params;
			await locals.api.signups.chooseAccess({ signupId, access: access.data, invites });
		} catch (cause) {
			return refused(cause, values, url.pathname);
		}
		redirect(303, stepPath(params.signupId, 'live'));
	},
};
