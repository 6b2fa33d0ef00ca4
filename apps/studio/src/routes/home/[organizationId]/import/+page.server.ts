import { formText } from '@kith/client/forms';
import { orErrorPage } from '#lib/shell/loading.ts';
import { act } from '#lib/studio/server/act.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { organizationId } = params;
	const [imports, communities] = await orErrorPage(
		Promise.all([
			locals.api.archives.imports({ organizationId }),
			locals.api.organizations.communities(),
		]),
	);
	const there = new Set(communities.map(({ id }) => id));
	return {
		imports: imports.map((one) => ({ ...one, isThere: there.has(one.communityId ?? '') })),
		suffix: locals.request.addressSuffix,
	};
};

export const actions: Actions = {
	load: async ({ locals, request, url }) => {
		const form = await request.formData();
		const values = {
			archiveId: formText(form, 'archiveId'),
			name: formText(form, 'name'),
			slug: formText(form, 'slug'),
		};
		return act(values, url.pathname, () => locals.api.archives.load(values));
	},
	discard: async ({ locals, request, url }) => {
		const archiveId = formText(await request.formData(), 'archiveId');
		return act({ archiveId, name: '', slug: '' }, url.pathname, () =>
			locals.api.archives.discard({ archiveId }),
		);
	},
};
