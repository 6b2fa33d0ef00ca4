import { orErrorPage } from '#lib/shell/loading.ts';
import type { PageServerLoad } from './$types';

const PAGE = 30;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { organizationId } = params;
	const cursor = url.searchParams.get('cursor');
	const asked = locals.api.organizations.activity({ organizationId, cursor, limit: PAGE });
	return { activity: await orErrorPage(asked) };
};
