import { DEFAULT_LOOK, themeCss } from '@kith/ui/theme';
import type { RequestHandler } from './$types';

const css = themeCss(DEFAULT_LOOK);

export const GET: RequestHandler = () =>
	new Response(css, {
		headers: {
			'content-type': 'text/css; charset=utf-8',
			'cache-control': 'public, max-age=3600',
		},
	});
