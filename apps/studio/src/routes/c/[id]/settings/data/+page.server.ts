import { formText } from '@kith/client/forms';
import { actProved } from '#lib/data/server/proved.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	await communityFor(event);
	const asked = { communityId: event.params.id };
	const { archives, organizations } = event.locals.api;
	const [exports, closing, communities] = await orErrorPage(
		Promise.all([archives.exports(asked), archives.closing(asked), organizations.communities()]),
	);
	const here = communities.find(({ id }) => id === event.params.id);
	return { exports, closing, organizationId: here?.organizationId ?? '' };
};

export const actions: Actions = {
	export: ({ locals, params, url }) =>
		actProved({ address: '' }, url.pathname, () =>
			locals.api.archives.requestExport({ communityId: params.id }),
		),
	close: async ({ locals, params, url, request }) => {
		const address = formText(await request.formData(), 'address');
		return actProved({ address }, url.pathname, () =>
			locals.api.archives.close({ communityId: params.id, address }),
		);
	},
	keep: ({ locals, params, url }) =>
		actProved({ address: '' }, url.pathname, () =>
			locals.api.archives.keep({ communityId: params.id }),
		),
};
