import { error } from '@sveltejs/kit';
import { postHref } from '#lib/posts/post-href.ts';
import { publicPosts, publicSpaces } from '#lib/posts/server/public-posts.ts';
import { element, xmlResponse } from '#lib/posts/server/xml.ts';
import { tagHref } from '#lib/tags/tag-list.ts';
import type { RequestHandler } from './$types';

/** The latest thousand: older posts are found through the pages of their space. */
const PAGES = 10;

export const GET: RequestHandler = async ({ locals, url }) => {
	const spaces = await publicSpaces(locals.request);
	if (!spaces) error(404, 'route.not_found');
	const posts = await publicPosts(locals.request, spaces, PAGES);
	// Only what public posts carry: the document is the same for whoever asks.
	const tags = new Set(posts.flatMap((post) => post.tags.map(({ slug }) => slug)));
	const entries = [
		entry(`${url.origin}/`),
		...spaces.map(({ slug }) => entry(`${url.origin}/s/${slug}`)),
		...[...tags].map((slug) => entry(url.origin + tagHref(slug))),
		...posts.map((post) => entry(url.origin + postHref(post), post.editedAt ?? post.createdAt)),
	];
	const body = `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${entries.join('\n')}\n</urlset>`;
	return xmlResponse('application/xml', body);
};

function entry(address: string, changedAt?: Date): string {
	const changed = changedAt ? element('lastmod', changedAt.toISOString()) : '';
	return `<url>${element('loc', address)}${changed}</url>`;
}
