import { isPublicCommunity } from '#lib/shell/server/is-public.ts';
import type { RequestHandler } from './$types';

const INNER = ['/api/', '/enter', '/join', '/new', '/settings/', '/sign-in', '/welcome'];

export const GET: RequestHandler = ({ locals, url }) => {
	const rules = isPublicCommunity(locals.request)
		? [...INNER.map((path) => `Disallow: ${path}`), '', `Sitemap: ${url.origin}/sitemap.xml`]
		: // What members show the world of theirs may be looked at by who makes previews of links.
			['Allow: /badges/', 'Allow: /cards/', 'Disallow: /'];
	return new Response(['User-agent: *', ...rules, ''].join('\n'), {
		headers: { 'content-type': 'text/plain; charset=utf-8' },
	});
};
