import { OutlookMetric } from '@kith/domains/analytics/outlook';
import { readFor } from '#lib/analytics/server/read.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const metric = OutlookMetric.catch('active').parse(event.url.searchParams.get('metric'));
	return readFor(event, async (api) => ({ outlook: await api.analytics.outlook({ metric }) }));
};
