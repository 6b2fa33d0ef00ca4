import { error, redirect } from '@sveltejs/kit';
import { openableOf, tiersOf } from '#lib/revenue/server/read-tiers.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { sight } = await event.parent();
	if (!sight.may.includes('tiers:manage')) error(403, 'permissions.denied');
	const { api } = await communityFor(event);
	const [tiers, openable] = await Promise.all([tiersOf(api), openableOf(api)]);
	if (!tiers) redirect(303, `/c/${event.params.id}/revenue/tiers`);
	return { openable };
};
