import { redirect } from '@sveltejs/kit';
import { onlyMembers } from '#lib/identity/server/signed-in.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import { followByForm } from '#lib/tags/server/follow-action.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	tags: await orErrorPage(locals.api.tags.followed()),
});

export const actions: Actions = {
	follow: async (event) => {
		onlyMembers(event);
		await followByForm(event);
		redirect(303, '/settings/tags');
	},
};
