import { askedBy, readView } from '#lib/revenue/membership-view.ts';
import { openableOf, tiersToName } from '#lib/revenue/server/read-tiers.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { PageServerLoad } from './$types';

const PAGE = 50;

export const load: PageServerLoad = async (event) => {
	const view = readView(event.url);
	const { api } = await communityFor(event);
	const [tiers, openable] = await Promise.all([tiersToName(api), openableOf(api)]);
	if (!tiers) return { view, tiers, openable, page: null };
	const cursor = event.url.searchParams.get('cursor');
	const page = await orErrorPage(api.memberships.list({ ...askedBy(view), cursor, limit: PAGE }));
	return { view, tiers, openable, page };
};
