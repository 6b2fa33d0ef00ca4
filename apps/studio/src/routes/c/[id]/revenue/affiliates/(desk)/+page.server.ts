import { affiliatesAsked, readAffiliateView } from '#lib/revenue/affiliate-view.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { PageServerLoad } from './$types';

const PAGE = 50;

export const load: PageServerLoad = async (event) => {
	const filter = readAffiliateView(event.url);
	const { view } = await event.parent();
	if (view === null) return { filter, list: { items: [], nextCursor: null } };
	const { api } = await communityFor(event);
	const cursor = event.url.searchParams.get('cursor');
	const asked = { ...affiliatesAsked(filter), cursor, limit: PAGE };
	return { filter, list: await orErrorPage(api.affiliates.list(asked)) };
};
