import { error } from '@sveltejs/kit';
import { versionIn } from '#lib/guidelines/version-filter.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { PageServerLoad } from './$types';

const PAGE = 30;

export const load: PageServerLoad = async (event) => {
	const { kind } = await event.parent();
	// Nobody accepts what only informs.
	if (kind !== 'terms') error(404, 'route.not_found');
	const version = versionIn(event.url);
	const cursor = event.url.searchParams.get('cursor');
	const { api } = await communityFor(event);
	const acceptances = await orErrorPage(
		api.guidelines.acceptances({ kind, cursor, limit: PAGE, ...(version && { version }) }),
	);
	return { version, acceptances };
};
