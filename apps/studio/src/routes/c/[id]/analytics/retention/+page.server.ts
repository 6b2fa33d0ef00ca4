import { readFor, reportsOf } from '#lib/analytics/server/read.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	readFor(event, async (api, window) => ({
		reports: await reportsOf(api, window, ['cohorts', 'survival', 'comings']),
	}));
