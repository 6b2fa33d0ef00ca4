import { siteSheet } from '#lib/shell/server/head.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals, url }) => {
	const { css, href } = siteSheet(locals.request.siteCss);
	// An old address gets today's sheet, but may not keep it.
	const isCurrent = href.endsWith(`?v=${url.searchParams.get('v')}`);
	return new Response(css, {
		headers: {
			'content-type': 'text/css; charset=utf-8',
			'cache-control': isCurrent ? 'public, max-age=31536000, immutable' : 'no-store',
		},
	});
};
