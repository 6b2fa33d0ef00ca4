import { askedCount } from '#lib/guidelines/asked-count.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const [{ activeCount, staff }, { api }] = await Promise.all([
		event.parent(),
		communityFor(event),
	]);
	const { items: owners } = await orErrorPage(
		api.members.list({ status: 'active', roleKey: 'owner', limit: 100 }),
	);
	return { askedCount: askedCount(activeCount, owners, staff) };
};
