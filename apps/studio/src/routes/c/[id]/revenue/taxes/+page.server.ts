import { accountOf, startCurrency, tiersOf } from '#lib/revenue/server/read-tiers.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { api, face } = await communityFor(event);
	const [tiers, account] = await Promise.all([tiersOf(api), accountOf(api)]);
	if (!tiers) return { view: null, currency: 'eur', isUnconnected: false };
	return {
		view: await orErrorPage(api.sales.taxes()),
		currency: startCurrency(account, tiers, face.locale),
		isUnconnected: account === null,
	};
};
