import { systemClock } from '@kith/kernel/clock';
import { exploredFile } from '#lib/analytics/explored-file.ts';
import { readQuestion } from '#lib/analytics/question.ts';
import { readFor } from '#lib/analytics/server/read.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { RequestHandler } from './$types';

/** The answer to the question of the address, as a table for spreadsheets. */
export const GET: RequestHandler = async (event) => {
	const asked = readQuestion(event.url);
	const { face } = await communityFor(event);
	const { explored } = await readFor(event, async (api) => ({
		explored: await api.analytics.exportExplored(asked),
	}));
	const day = systemClock.now().toISOString().slice(0, 10);
	const name = `${asked.metric}-by-${asked.dimension}-${face.slug}-${day}.csv`;
	return new Response(exploredFile(asked, explored), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="${name}"`,
			'cache-control': 'no-store',
			'x-content-type-options': 'nosniff',
		},
	});
};
