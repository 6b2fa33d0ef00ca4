import { readFor, reportsOf } from '#lib/analytics/server/read.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	readFor(event, async (api, window) => {
		const [home, reports] = await Promise.all([
			api.analytics.home(window),
			reportsOf(api, window, ['active']),
		]);
		return { home, reports };
	});
