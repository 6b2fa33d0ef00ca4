import { filterOf, typedFilter } from '#lib/audit/audit-filter.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { PageServerLoad } from './$types';

const PAGE = 30;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { organizationId } = params;
	const cursor = url.searchParams.get('cursor');
	const filter = { ...typedFilter(url), about: '' };
	const { aboutId: _, ...wanted } = filterOf(filter);
	const { organizations } = locals.api;
	const [activity, actors] = await orErrorPage(
		Promise.all([
			organizations.activity({ ...wanted, organizationId, cursor, limit: PAGE }),
			organizations.activityActors({ organizationId }),
		]),
	);
	return { activity, actors, filter };
};
