import { getLocale } from '#lib/paraglide/runtime.js';
import { orErrorPage } from '#lib/shell/loading.ts';
import { refused } from '#lib/shell/server/refused.ts';
import { namedCommunity } from '#lib/start/steps.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent, request }) => {
	const { signup } = await parent();
	// Right after it was opened, a browser without scripts still needs the way in from this very page.
	const justOpened = request.method === 'POST' ? signup.community : null;
	const community = justOpened ?? namedCommunity(signup);
	const templates = await orErrorPage(locals.api.signups.templates({ locale: getLocale() }));
	const template = templates.find(({ key }) => key === community.template);
	return { signup, community, template: template?.name ?? community.template };
};

export const actions: Actions = {
	default: async ({ locals, params, url }) => {
		try {
			return await locals.api.signups.goLive({ signupId: params.signupId });
		} catch (cause) {
			return refused(cause, {}, url.pathname);
		}
	},
};
