import { error, fail, redirect } from '@sveltejs/kit';
import { failureOf } from '@kith/client/failure';
import { formText } from '@kith/client/forms';
import { onlyMembers } from '#lib/identity/server/signed-in.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import { spaceIn } from '#lib/spaces/server/space-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	onlyMembers(event);
	const space = await orErrorPage(event.locals.api.spaces.get({ slug: event.params.slug }));
	if (!space.mayManage) error(403, 'permissions.denied');
	return { space };
};

export const actions: Actions = {
	default: async ({ request, locals, params }) => {
		const form = await request.formData();
		const values = spaceIn(form);
		try {
			const { id: spaceId, groupId } = await locals.api.spaces.get({ slug: params.slug });
			const version = Number(formText(form, 'version'));
			// Where it stands in the navigation is for those who arrange that.
			await locals.api.spaces.update({ ...values, spaceId, version, groupId });
		} catch (cause) {
			const { status, code, fields } = failureOf(cause);
			if (status >= 500 || status === 0) throw cause;
			return fail(status, { values, code, wrong: Object.keys(fields) });
		}
		redirect(303, `/s/${values.slug}`);
	},
};
