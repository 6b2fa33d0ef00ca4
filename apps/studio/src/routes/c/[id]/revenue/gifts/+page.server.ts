import { ListGifts } from '@kith/domains/gifts/schema';
import { tiersToName } from '#lib/revenue/server/read-tiers.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { PageServerLoad } from './$types';

const PAGE = 50;

export const load: PageServerLoad = async (event) => {
	const wanted = event.url.searchParams.get('state');
	const state = ListGifts.shape.state.safeParse(wanted).data ?? null;
	const { api } = await communityFor(event);
	const tiers = await tiersToName(api);
	if (!tiers) return { state, page: null, canGive: false };
	const cursor = event.url.searchParams.get('cursor');
	const page = await orErrorPage(api.gifts.list({ state, cursor, limit: PAGE }));
	const canGive = tiers.some(({ prices }) =>
		prices.some(({ kind, status }) => kind === 'gift' && status === 'active'),
	);
	return { state, page, canGive };
};
