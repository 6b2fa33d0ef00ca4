import { error, fail, redirect } from '@sveltejs/kit';
import { failureOf } from '@kith/client/failure';
import { factorAddress } from '#lib/identity/factor-address.ts';
import { onlyThemselves } from '#lib/identity/server/signed-in.ts';
import { acceptFirst } from '#lib/onboarding/server/accept-first.ts';
import { spaceIn } from '#lib/spaces/server/space-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	onlyThemselves(event);
	const { viewer } = event.locals.request;
	if (viewer?.owesGuidelines || viewer?.owesTerms) redirect(303, acceptFirst(event.url, viewer));
	if (viewer?.lacksSecondFactor) redirect(303, factorAddress(event.url.pathname));
	const { navigation } = await event.parent();
	if (!navigation.mayCreate) error(403, 'permissions.denied');
	const groups = navigation.groups.flatMap(({ id, name }) => (id ? [{ id, name }] : []));
	return { groups };
};

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const values = spaceIn(await request.formData());
		try {
			const { groupId, ...space } = values;
			await locals.api.spaces.create({ ...space, groupId: groupId || null, coverFileId: null });
		} catch (cause) {
			const { status, code, fields } = failureOf(cause);
			if (status >= 500 || status === 0) throw cause;
			return fail(status, { values, code, wrong: Object.keys(fields) });
		}
		redirect(303, `/s/${values.slug}`);
	},
};
