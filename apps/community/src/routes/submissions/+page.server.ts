import { onlyMembers } from '#lib/identity/server/signed-in.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	onlyMembers(event);
	const cursor = event.url.searchParams.get('cursor');
	return { mine: await orErrorPage(event.locals.api.approval.mine({ cursor })) };
};
