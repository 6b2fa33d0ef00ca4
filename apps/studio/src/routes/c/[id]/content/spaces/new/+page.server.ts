import { redirect } from '@sveltejs/kit';
import { orErrorPage } from '#lib/shell/loading.ts';
import { readSpaceForm } from '#lib/spaces/space-form.ts';
import { act } from '#lib/studio/server/act.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { api } = await communityFor(event);
	const { groups } = await orErrorPage(api.spaces.tree());
	return { groups };
};

export const actions: Actions = {
	default: async (event) => {
		const { api } = await communityFor(event);
		const values = readSpaceForm(await event.request.formData());
		const result = await act(values, event.url.pathname, () =>
			api.spaces.create({ ...values, groupId: values.groupId || null }),
		);
		if ('saved' in result) redirect(303, `/c/${event.params.id}/content/spaces`);
		return result;
	},
};
