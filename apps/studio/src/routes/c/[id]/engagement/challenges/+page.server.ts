import { orOff } from '#lib/points/server/read-points.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { api } = await communityFor(event);
	const challenges = await orOff(api.gamification.listChallenges());
	const { localization } = await orErrorPage(api.communities.face());
	return { challenges, timeZone: localization.timeZone ?? 'UTC' };
};
