import { error } from '@sveltejs/kit';
import { ModerationTable } from '@kith/domains/analytics/moderation';
import { systemClock } from '@kith/kernel/clock';
import { readDays } from '#lib/analytics/moderation-words.ts';
import { reportFile } from '#lib/analytics/report-file.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { RequestHandler } from './$types';

/** What the page shows, as a table for spreadsheets. */
export const GET: RequestHandler = async (event) => {
	const name = ModerationTable.safeParse(event.params.table);
	if (!name.success) error(404);
	const { api, face } = await communityFor(event);
	const wanted = { name: name.data, days: readDays(event.url) };
	const table = await orErrorPage(api.analytics.exportModeration(wanted));
	const day = systemClock.now().toISOString().slice(0, 10);
	return new Response(reportFile(table), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="moderation-${name.data}-${face.slug}-${day}.csv"`,
			'cache-control': 'no-store',
			'x-content-type-options': 'nosniff',
		},
	});
};
