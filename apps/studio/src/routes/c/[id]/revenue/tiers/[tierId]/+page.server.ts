import { error } from '@sveltejs/kit';
import { accountOf, openableOf, startCurrency, tiersOf } from '#lib/revenue/server/read-tiers.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { sight } = await event.parent();
	if (!sight.may.includes('tiers:manage')) error(403, 'permissions.denied');
	const { api, face } = await communityFor(event);
	const [tiers, openable, account] = await Promise.all([
		tiersOf(api),
		openableOf(api),
		accountOf(api),
	]);
	const tier = tiers?.find(({ id }) => id === event.params.tierId);
	if (!tiers || !tier) error(404, 'tiers.not_found');
	const currency = startCurrency(account, tiers, face.locale);
	return { tier, openable, currency, isUnconnected: account === null };
};
