import { accountOf, startCurrency, tiersToName } from '#lib/revenue/server/read-tiers.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { view } = await event.parent();
	const { api, face } = await communityFor(event);
	const [tiers, account] = await Promise.all([tiersToName(api), accountOf(api)]);
	// Before it was ever saved, the least is in what the community is paid in.
	const currency =
		view && view.programme.version > 0
			? view.programme.least.currency
			: startCurrency(account, tiers ?? [], face.locale);
	return { currency };
};
