import { redirect } from '@sveltejs/kit';
import { textIn } from '#lib/identity/server/form-text.ts';
import { onlyMembers } from '#lib/identity/server/signed-in.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, parent }) => {
	await parent();
	const personal = await orErrorPage(locals.api.feeds.personal());
	return { personal, done: url.searchParams.get('done') };
};

export const actions: Actions = {
	switch: async (event) => {
		onlyMembers(event);
		const on = textIn(await event.request.formData(), 'state', 3) === 'on';
		await orErrorPage(event.locals.api.feeds.switchPersonal({ on }));
		redirect(303, `/settings/for-you?done=${on ? 'on' : 'off'}`);
	},
	forget: async (event) => {
		onlyMembers(event);
		await orErrorPage(event.locals.api.feeds.forgetLearned());
		redirect(303, '/settings/for-you?done=forgotten');
	},
};
