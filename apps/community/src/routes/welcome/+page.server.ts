import { redirect } from '@sveltejs/kit';
import { onlyMembers } from '#lib/identity/server/signed-in.ts';
import { nextPath } from '#lib/identity/server/next-path.ts';
import { saveProfile } from '#lib/members/server/save-profile.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	onlyMembers(event);
	const profile = await orErrorPage(event.locals.api.members.me());
	return { profile, next: nextPath(event.url) };
};

export const actions: Actions = {
	save: async (event) => {
		const answer = await saveProfile(event);
		if ('problem' in answer) redirect(303, nextPath(event.url));
		return answer;
	},
};
