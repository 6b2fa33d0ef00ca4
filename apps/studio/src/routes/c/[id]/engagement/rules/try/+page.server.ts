import { redirect } from '@sveltejs/kit';
import { orOff } from '#lib/points/server/read-points.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { PageServerLoad } from './$types';

/** The trial itself takes a while: the page asks for it when it is there. */
export const load: PageServerLoad = async (event) => {
	const { api } = await communityFor(event);
	const rules = await orOff(api.gamification.rules());
	if (!rules) redirect(303, `/c/${event.params.id}/engagement/rules`);
};
