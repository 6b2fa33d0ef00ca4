import { orErrorPage } from '#lib/shell/loading.ts';
import { versionIn } from '#lib/guidelines/version-filter.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { PageServerLoad } from './$types';

const PAGE = 30;

export const load: PageServerLoad = async (event) => {
	const version = versionIn(event.url);
	const cursor = event.url.searchParams.get('cursor');
	const { api } = await communityFor(event);
	const acceptances = await orErrorPage(
		api.guidelines.acceptances({ cursor, limit: PAGE, ...(version && { version }) }),
	);
	return { version, acceptances };
};
