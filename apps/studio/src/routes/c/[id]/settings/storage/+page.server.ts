import { formText } from '@kith/client/forms';
import { act } from '#lib/studio/server/act.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { Actions, PageServerLoad } from './$types';
import { bytesOf, shown } from './limits.ts';

export const load: PageServerLoad = async (event) => {
	const { api } = await communityFor(event);
	const report = await orErrorPage(api.media.storage());
	return { report, saved: shown(report.limits) };
};

export const actions: Actions = {
	default: async (event) => {
		const { api } = await communityFor(event);
		const form = await event.request.formData();
		const values = {
			file: formText(form, 'file'),
			member: formText(form, 'member'),
			community: formText(form, 'community'),
		};
		// The domain's schema refuses what is no number, or none that can be kept.
		return act(values, event.url.pathname, () => api.media.limitStorage(bytesOf(values)));
	},
};
