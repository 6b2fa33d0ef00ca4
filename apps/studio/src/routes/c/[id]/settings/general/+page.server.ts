import { orErrorPage } from '#lib/shell/loading.ts';
import { formText } from '@kith/client/forms';
import { act } from '#lib/studio/server/act.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { api } = await communityFor(event);
	return { settings: await orErrorPage(api.communities.general()) };
};

export const actions: Actions = {
	default: async (event) => {
		const { api } = await communityFor(event);
		const form = await event.request.formData();
		const values = {
			name: formText(form, 'name'),
			tagline: formText(form, 'tagline'),
			description: formText(form, 'description'),
		};
		return act(values, event.url.pathname, () => api.communities.updateGeneral(values));
	},
};
