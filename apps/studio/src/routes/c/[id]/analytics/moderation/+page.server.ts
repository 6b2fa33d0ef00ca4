import { readDays } from '#lib/analytics/moderation-words.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { api } = await communityFor(event);
	const days = readDays(event.url);
	return { days, numbers: await orErrorPage(api.analytics.moderation({ days })) };
};
