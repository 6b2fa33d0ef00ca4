import type { RelatedPost } from '@kith/domains/feeds/schema';
import { m } from '#lib/paraglide/messages.js';
import { postHref } from '../post-href.ts';

/** Posts about the same as the lines they are shown as, worded here: the page's scripts need no words for them. */
export function relatedLines(posts: readonly RelatedPost[]) {
	if (posts.length === 0) return null;
	return {
		title: m.post_related(),
		lines: posts.map(({ postId, title, space, commentCount }) => ({
			...{ href: postHref({ id: postId, title }), title },
			note: `${space} · ${m.post_comment_count({ count: commentCount })}`,
		})),
	};
}
