import { openableOf } from '#lib/revenue/server/read-tiers.ts';
import { orOff } from '#lib/points/server/read-points.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { api } = await communityFor(event);
	const levels = await orOff(api.gamification.levels());
	return { levels, openable: levels ? await openableOf(api) : { spaces: [], roles: [] } };
};
