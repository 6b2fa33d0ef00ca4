import { systemClock } from '@kith/kernel/clock';
import { orErrorPage } from '#lib/shell/loading.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { RequestHandler } from './$types';

/** The roles as a file that another community can take in. */
export const GET: RequestHandler = async (event) => {
	const { api, face } = await communityFor(event);
	const document = await orErrorPage(api.roles.export());
	const day = systemClock.now().toISOString().slice(0, 10);
	return new Response(JSON.stringify(document, null, '\t'), {
		headers: {
			'content-type': 'application/json',
			'content-disposition': `attachment; filename="roles-${face.slug}-${day}.json"`,
			'cache-control': 'no-store',
			'x-content-type-options': 'nosniff',
		},
	});
};
