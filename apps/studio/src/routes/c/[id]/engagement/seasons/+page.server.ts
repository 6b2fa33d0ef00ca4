import { orOff } from '#lib/points/server/read-points.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { api } = await communityFor(event);
	const [seasons, levels] = await Promise.all([
		orOff(api.gamification.seasons()),
		orOff(api.gamification.levels()),
	]);
	return { seasons, hasBoards: levels?.levels.boards ?? true };
};
