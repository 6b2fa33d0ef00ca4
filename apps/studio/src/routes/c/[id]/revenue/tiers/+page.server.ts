import { accountOf, openableOf, tiersOf } from '#lib/revenue/server/read-tiers.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { api } = await communityFor(event);
	const [tiers, openable, account] = await Promise.all([
		tiersOf(api),
		openableOf(api),
		accountOf(api),
	]);
	return { tiers, openable, isUnconnected: account === null };
};
