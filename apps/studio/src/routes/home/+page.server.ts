import { redirect } from '@sveltejs/kit';
import { formText } from '@kith/client/forms';
import { orErrorPage } from '#lib/shell/loading.ts';
import { refused } from '#lib/shell/server/refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { staff } = locals.request;
	if (!staff) redirect(303, '/sign-in?next=/home');
	const [communities, signup, desks] = await orErrorPage(
		Promise.all([
			locals.api.organizations.communities(),
			locals.api.signups.current(),
			locals.api.desks.list(),
		]),
	);
	return { staff, communities, signup, desks };
};

export const actions: Actions = {
	enter: async ({ request, locals, url }) => {
		const communityId = formText(await request.formData(), 'communityId');
		try {
			return await locals.api.organizations.enter({ communityId, next: '/' });
		} catch (cause) {
			return refused(cause, {}, url.pathname);
		}
	},
};
