import { orErrorPage, orWithout } from '#lib/shell/loading.ts';
import type { Access } from '@kith/domains/communities/schema';
import { formText } from '@kith/client/forms';
import { act } from '#lib/studio/server/act.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { api } = await communityFor(event);
	const [access, joining, counts, door] = await orErrorPage(
		Promise.all([
			api.communities.access(),
			api.members.joining(),
			// Who waits is for those who let people in.
			orWithout(api.members.counts(), { pending: 0 }),
			api.sales.doorNumbers(),
		]),
	);
	return { access, joining, door, counts: { pending: counts.pending, without: door.without } };
};

export const actions: Actions = {
	default: async (event) => {
		const { api } = await communityFor(event);
		const form = await event.request.formData();
		// The domain's schema refuses anything that is none of its words.
		const values = {
			visibility: formText(form, 'visibility') as Access['visibility'],
			join: formText(form, 'join') as Access['join'],
		};
		return act(values, event.url.pathname, () => api.communities.updateAccess(values));
	},
};
