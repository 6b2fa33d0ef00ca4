import { error } from '@sveltejs/kit';
import type { PostCard } from '@kith/domains/posts/schema';
import { publicSpaces } from '#lib/posts/server/public-posts.ts';
import { rss } from '#lib/posts/server/rss.ts';
import { xmlResponse } from '#lib/posts/server/xml.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import { tagHref } from '#lib/tags/tag-list.ts';
import type { RequestHandler } from './$types';

const ITEMS = 30;
/** Posts in spaces that not everybody reads stand between the public ones. */
const PAGES = 5;

/** The latest public posts with a tag: the same for whoever asks. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const spaces = await publicSpaces(locals.request);
	if (!spaces) error(404, 'tags.not_found');
	const { face, api } = locals.request;
	const tag = await orErrorPage(api.tags.get({ slug: params.tag.slice(0, 120) }));
	const shown = new Set(spaces.map(({ id }) => id));
	const posts: PostCard[] = [];
	let cursor: string | null = null;
	for (let page = 0; page < PAGES && posts.length < ITEMS; page += 1) {
		const found: { items: PostCard[]; nextCursor: string | null } = await api.posts.tagged({
			...{ tagId: tag.id, cursor, limit: 100 },
		});
		posts.push(...found.items.filter(({ space }) => shown.has(space.id)));
		cursor = found.nextCursor;
		if (!cursor) break;
	}
	// Nothing public has it: that there is such a tag is told to nobody either.
	if (posts.length === 0) error(404, 'tags.not_found');
	const channel = {
		...{ title: `${tag.name} · ${face.name}`, description: tag.description || tag.name },
		...{ link: url.origin + tagHref(tag.slug), self: url.origin + tagHref(tag.slug) + '/feed.xml' },
		language: face.locale,
	};
	return xmlResponse('application/rss+xml', rss(channel, posts.slice(0, ITEMS), url.origin));
};
