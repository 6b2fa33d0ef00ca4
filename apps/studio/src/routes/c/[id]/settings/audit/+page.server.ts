import { filterOf, typedFilter } from '#lib/audit/audit-filter.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { PageServerLoad } from './$types';

const PAGE = 30;

export const load: PageServerLoad = async (event) => {
	const filter = typedFilter(event.url);
	const cursor = event.url.searchParams.get('cursor');
	const { api } = await communityFor(event);
	const [entries, actors] = await orErrorPage(
		Promise.all([api.audit.list({ ...filterOf(filter), cursor, limit: PAGE }), api.audit.actors()]),
	);
	return { filter, entries, actors };
};
