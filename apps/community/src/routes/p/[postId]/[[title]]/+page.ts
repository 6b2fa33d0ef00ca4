import type { PostDetail } from '@kith/domains/posts/schema';
import { loadKindParts } from '#lib/kinds/kind-parts.ts';
import { fetchParts } from '#lib/rich-text/parts.ts';
import type { PageLoad } from './$types';

/** What only some posts are drawn with comes with the page, and other posts never load it. */
export const load: PageLoad = async ({ data }) => {
	const { post } = data;
	await fetchParts([post.body, data.comments]);
	return {
		...data,
		kind: await loadKindParts(post.kind),
		Poll: post.hasPoll ? (await import('#lib/polls/PollPart.svelte')).default : null,
		Life: hasLife(post) ? (await import('#lib/lifecycle/PostLife.svelte')).default : null,
		Warned: post.contentWarning ? (await import('#lib/lifecycle/WarnedText.svelte')).default : null,
	};
};

const hasLife = (post: PostDetail) =>
	post.isInvited ||
	post.isFeatured ||
	post.closing !== null ||
	post.pinnedUntil !== null ||
	post.coAuthors.length > 0 ||
	post.shownIn.length > 0;
