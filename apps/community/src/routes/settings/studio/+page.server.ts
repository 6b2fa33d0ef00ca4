import { fail, redirect } from '@sveltejs/kit';
import { failureOf } from '@kith/client/failure';
import { onlyMembers } from '#lib/identity/server/signed-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent, url }) => {
	const { desk } = await parent();
	return { desk, problem: url.searchParams.get('problem') };
};

export const actions: Actions = {
	leave: async (event) => {
		onlyMembers(event);
		try {
			await event.locals.api.desks.leave();
		} catch (error) {
			const { status, code } = failureOf(error);
			if (status >= 500 || status === 0) throw error;
			return fail(status, { problem: code });
		}
		redirect(303, event.url.pathname);
	},
};
