import { redirect } from '@sveltejs/kit';
import { onlyMembers } from '#lib/identity/server/signed-in.ts';
import { m } from '#lib/paraglide/messages.js';
import { orErrorPage } from '#lib/shell/loading.ts';
import { describe } from '#lib/shell/server/describe.ts';
import { isPublicCommunity } from '#lib/shell/server/is-public.ts';
import { followByForm } from '#lib/tags/server/follow-action.ts';
import { tagHref } from '#lib/tags/tag-list.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const tag = await orErrorPage(locals.api.tags.get({ slug: params.tag.slice(0, 120) }));
	// A former name or a synonym. Not for good: a tag may take its old name back.
	if (tag.slug !== params.tag) redirect(307, tagHref(tag.slug) + url.search);
	const sort = url.searchParams.get('sort') === 'top' ? ('top' as const) : ('latest' as const);
	const cursor = url.searchParams.get('after');
	if (isPublicCommunity(locals.request) && !cursor)
		describe(
			{ locals, url },
			{
				title: tag.name,
				description: tag.description || m.tag_description({ name: tag.name }),
				path: tagHref(tag.slug),
			},
		);
	const posts = await orErrorPage(locals.api.posts.tagged({ tagId: tag.id, sort, cursor }));
	return { tag, sort, posts, isFirst: cursor === null };
};

export const actions: Actions = {
	follow: async (event) => {
		onlyMembers(event);
		await followByForm(event);
		redirect(303, event.url.pathname);
	},
};
