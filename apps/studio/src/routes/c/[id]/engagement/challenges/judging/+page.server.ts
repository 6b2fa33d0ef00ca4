import { error } from '@sveltejs/kit';
import { orOff } from '#lib/points/server/read-points.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { api } = await communityFor(event);
	const cursor = event.url.searchParams.get('after');
	const queue = await orOff(api.gamification.evidence({ cursor, limit: 20 }));
	if (!queue) error(404, 'module.off');
	return { queue };
};
