import { error } from '@sveltejs/kit';
import { ReportName } from '@kith/domains/analytics/schema';
import { systemClock } from '@kith/kernel/clock';
import { reportFile } from '#lib/analytics/report-file.ts';
import { readFor } from '#lib/analytics/server/read.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { RequestHandler } from './$types';

/** What a chart shows, as a table for spreadsheets. */
export const GET: RequestHandler = async (event) => {
	const name = ReportName.safeParse(event.params.report);
	if (!name.success) error(404);
	const { face } = await communityFor(event);
	const { report } = await readFor(event, async (api, window) => ({
		report: await api.analytics.exportReport({ name: name.data, ...window }),
	}));
	const day = systemClock.now().toISOString().slice(0, 10);
	return new Response(reportFile(report), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="${name.data}-${face.slug}-${day}.csv"`,
			'cache-control': 'no-store',
			'x-content-type-options': 'nosniff',
		},
	});
};
