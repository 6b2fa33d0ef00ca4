import { redirect } from '@sveltejs/kit';
import { openableOf, tiersOf } from '#lib/revenue/server/read-tiers.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { api } = await communityFor(event);
	const [tiers, openable] = await Promise.all([tiersOf(api), openableOf(api)]);
	if (!tiers) redirect(303, `/c/${event.params.id}/revenue/tiers`);
	return { openable };
};
