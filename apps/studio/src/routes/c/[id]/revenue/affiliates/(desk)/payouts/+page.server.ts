import { orErrorPage } from '#lib/shell/loading.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { PageServerLoad } from './$types';

const PAGE = 25;

export const load: PageServerLoad = async (event) => {
	const { view } = await event.parent();
	if (view === null) return { owed: [], payouts: { items: [], nextCursor: null } };
	const { api } = await communityFor(event);
	const cursor = event.url.searchParams.get('cursor');
	const [owed, payouts] = await orErrorPage(
		Promise.all([api.affiliates.owed(), api.affiliates.payouts({ cursor, limit: PAGE })]),
	);
	return { owed, payouts };
};
