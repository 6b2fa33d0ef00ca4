import { orErrorPage } from '#lib/shell/loading.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { api } = await communityFor(event);
	const [design, preview] = await orErrorPage(
		Promise.all([api.communities.design(), api.communities.previewLink()]),
	);
	return { design, previewUrl: preview.url };
};
