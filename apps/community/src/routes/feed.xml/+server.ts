import { error } from '@sveltejs/kit';
import { publicPosts, publicSpaces } from '#lib/posts/server/public-posts.ts';
import { rss } from '#lib/posts/server/rss.ts';
import { xmlResponse } from '#lib/posts/server/xml.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, url }) => {
	const spaces = await publicSpaces(locals.request);
	if (!spaces) error(404, 'route.not_found');
	const { face } = locals.request;
	const posts = await publicPosts(locals.request, spaces, 1);
	const channel = {
		...{ title: face.name, description: face.tagline || face.name, language: face.locale },
		...{ link: `${url.origin}/`, self: `${url.origin}${url.pathname}` },
	};
	return xmlResponse('application/rss+xml', rss(channel, posts.slice(0, 30), url.origin));
};
