import { orErrorPage } from '#lib/shell/loading.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { api } = await communityFor(event);
	const versions = await orErrorPage(api.design.versions());
	const asked = Number(event.url.searchParams.get('version') ?? versions[0]?.version);
	const shown = versions.some(({ version }) => version === asked)
		? await orErrorPage(api.design.version({ version: asked }))
		: null;
	return { versions, shown };
};
