import { loadKindParts } from '#lib/kinds/kind-parts.ts';
import { fetchParts } from '#lib/rich-text/parts.ts';
import type { PageLoad } from './$types';

/** What only this kind of post is drawn with comes with the page, and other posts never load it. */
export const load: PageLoad = async ({ data }) => {
	await fetchParts([data.post.body, data.comments]);
	return {
		...data,
		kind: await loadKindParts(data.post.kind),
		Poll: data.post.hasPoll ? (await import('#lib/polls/PollPart.svelte')).default : null,
	};
};
