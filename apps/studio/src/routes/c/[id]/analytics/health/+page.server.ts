import { readFor } from '#lib/analytics/server/read.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	readFor(event, async (api) => ({ health: await api.analytics.health() }));
