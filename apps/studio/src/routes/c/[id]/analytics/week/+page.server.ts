import { redirect } from '@sveltejs/kit';
import { Week } from '@kith/domains/analytics/weeks';
import { readFor } from '#lib/analytics/server/read.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const asked = event.url.searchParams.get('week');
	const week = Week.nullable().safeParse(asked);
	if (!week.success) redirect(303, event.url.pathname);
	return readFor(event, async (api) => ({ read: await api.analytics.week({ week: week.data }) }));
};
