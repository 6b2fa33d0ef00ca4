import { redirect } from '@sveltejs/kit';
import type { PostDetail } from '@kith/domains/posts/schema';
import { postHref } from '#lib/posts/post-href.ts';
import { orErrorPage } from '#lib/shell/loading.ts';

type Event = { locals: App.Locals; url: URL };

/** Leads from an idea that became part of another to that one, unless somebody wants to see what was written there. */
export function followMerge(post: PostDetail, { url }: Event): void {
	const target = post.parts.idea?.mergedInto;
	if (!target || url.searchParams.has('stay') || url.searchParams.has('comment')) return;
	redirect(303, postHref(target));
}

/** Ideas that the address asks to merge this one into; null when it asks for none. */
export async function targetsFor(post: PostDetail, { locals, url }: Event) {
	const text = url.searchParams.get('merge')?.trim().slice(0, 200);
	if (text === undefined || !post.parts.idea?.mayManage) return null;
	return (await orErrorPage(locals.api.ideas.targets({ postId: post.id, text }))).targets;
}
