import { redirect } from '@sveltejs/kit';
import { onlyMembers } from '#lib/identity/server/signed-in.ts';
import { m } from '#lib/paraglide/messages.js';
import { orErrorPage } from '#lib/shell/loading.ts';
import { describe } from '#lib/shell/server/describe.ts';
import { isPublicCommunity } from '#lib/shell/server/is-public.ts';
import { followByForm } from '#lib/tags/server/follow-action.ts';
import { tagHref } from '#lib/tags/tag-list.ts';
import type { Actions, PageServerLoad } from './$types';

type View = 'latest' | 'top' | 'documents';
type TagCounts = { postCount: number; documentCount: number };

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const tag = await orErrorPage(locals.api.tags.get({ slug: params.tag.slice(0, 120) }));
	// A former name or a synonym. Not for good: a tag may take its old name back.
	if (tag.slug !== params.tag) redirect(307, tagHref(tag.slug) + url.search);
	const view = viewOf(tag, url.searchParams.get('sort'));
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
	const of = { tagId: tag.id, cursor };
	const shown =
		view === 'documents'
			? { posts: NONE, documents: await orErrorPage(locals.api.library.tagged(of)) }
			: {
					posts: await orErrorPage(locals.api.posts.tagged({ ...of, sort: view })),
					documents: NONE,
				};
	return { tag, view, ...shown, isFirst: cursor === null };
};

const NONE = { items: [], nextCursor: null };

/** What is shown of a tag: posts in one of two orders, or documents; those alone where only they have it. */
function viewOf({ postCount, documentCount }: TagCounts, asked: string | null): View {
	if (asked === 'documents' || (postCount === 0 && documentCount > 0)) return 'documents';
	return asked === 'top' ? 'top' : 'latest';
}

export const actions: Actions = {
	follow: async (event) => {
		onlyMembers(event);
		await followByForm(event);
		redirect(303, event.url.pathname);
	},
};
