import { error, redirect } from '@sveltejs/kit';
import { orErrorPage } from '#lib/shell/loading.ts';
import { readSpaceForm } from '#lib/spaces/space-form.ts';
import { formText } from '@kith/client/forms';
import { act } from '#lib/studio/server/act.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { api } = await communityFor(event);
	const { groups, spaces } = await orErrorPage(api.spaces.tree());
	const space = spaces.find(({ id }) => id === event.params.spaceId);
	if (!space) error(404, 'spaces.not_found');
	return { groups, space };
};

export const actions: Actions = {
	default: async (event) => {
		const { api } = await communityFor(event);
		const form = await event.request.formData();
		const values = readSpaceForm(form);
		const result = await act(values, event.url.pathname, () =>
			api.spaces.update({
				...{ ...values, groupId: values.groupId || null },
				...{ spaceId: event.params.spaceId, version: Number(formText(form, 'version')) },
			}),
		);
		if ('saved' in result) redirect(303, `/c/${event.params.id}/content/spaces`);
		return result;
	},
};
