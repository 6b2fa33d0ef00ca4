import { orErrorPage } from '#lib/shell/loading.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { PageServerLoad } from './$types';

const PAGE = 50;

export const load: PageServerLoad = async (event) => {
	const { view } = await event.parent();
	if (view === null) return { list: { items: [], nextCursor: null } };
	const { api } = await communityFor(event);
	const cursor = event.url.searchParams.get('cursor');
	const asked = { state: 'held', cursor, limit: PAGE } as const;
	return { list: await orErrorPage(api.affiliates.commissions(asked)) };
};
