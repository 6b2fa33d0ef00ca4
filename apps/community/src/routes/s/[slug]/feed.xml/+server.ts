import { error } from '@sveltejs/kit';
import { publicPosts, publicSpaces } from '#lib/posts/server/public-posts.ts';
import { rss } from '#lib/posts/server/rss.ts';
import { xmlResponse } from '#lib/posts/server/xml.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params, url }) => {
	const spaces = await publicSpaces(locals.request);
	const space = spaces?.find(({ slug }) => slug === params.slug);
	if (!space) error(404, 'spaces.not_found');
	const { face, api } = locals.request;
	const [{ description }, posts] = await Promise.all([
		api.spaces.get({ slug: space.slug }),
		publicPosts(locals.request, [space], 1, space.id),
	]);
	const channel = {
		...{ title: `${space.name} · ${face.name}`, description: description || space.name },
		...{ link: `${url.origin}/s/${space.slug}`, self: `${url.origin}${url.pathname}` },
		language: face.locale,
	};
	return xmlResponse('application/rss+xml', rss(channel, posts.slice(0, 30), url.origin));
};
