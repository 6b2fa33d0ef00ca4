import { orErrorPage } from '#lib/shell/loading.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { PageServerLoad } from './$types';

const DAYS = [7, 30, 90] as const;

export const load: PageServerLoad = async (event) => {
	const asked = Number(event.url.searchParams.get('days'));
	const days = DAYS.find((one) => one === asked) ?? 30;
	const missesOnly = event.url.searchParams.get('show') === 'misses';
	const { api } = await communityFor(event);
	return { days, missesOnly, terms: await orErrorPage(api.search.terms({ days, missesOnly })) };
};
