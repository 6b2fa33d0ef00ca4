import { error } from '@sveltejs/kit';
import { namedOf, orOff } from '#lib/points/server/read-points.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { api } = await communityFor(event);
	const challenges = await orOff(api.gamification.listChallenges());
	const challenge = challenges?.find(({ id }) => id === event.params.challengeId) ?? null;
	if (!challenges || (!challenge && event.params.challengeId !== 'new'))
		error(404, 'gamification.challenge_not_found');
	const { localization } = await orErrorPage(api.communities.face());
	return { challenge, named: await namedOf(api), timeZone: localization.timeZone ?? 'UTC' };
};
