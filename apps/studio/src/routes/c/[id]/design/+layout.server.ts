import { orErrorPage } from '#lib/shell/loading.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
	const { api } = await communityFor(event);
	const [design, preview] = await orErrorPage(
		Promise.all([api.design.get(), api.communities.previewLink()]),
	);
	return { design, previewUrl: preview.url };
};
