import { namedOf, orOff } from '#lib/points/server/read-points.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { PageServerLoad } from './$types';

const NOTHING = { spaces: [], tags: [], roles: [], badges: [] };

export const load: PageServerLoad = async (event) => {
	const { api } = await communityFor(event);
	const rules = await orOff(api.gamification.rules());
	return { rules, named: rules ? await namedOf(api) : NOTHING };
};
