import type { PostDetail } from '@kith/domains/posts/schema';
import { postHref } from '#lib/posts/post-href.ts';

/** What crawlers and previews are told of a post. */
export function descriptionOf(post: PostDetail) {
	return {
		title: post.title,
		description: post.excerpt,
		path: postHref(post),
		kind: 'article' as const,
		image: post.cover && `/files/${post.cover.fileId}/full`,
		subject: discussionSubject(post),
	};
}

/** A post as schema.org describes forum posts. */
function discussionSubject(post: PostDetail): Record<string, unknown> {
	const likes = post.reactions.reduce((sum, { count }) => sum + count, 0);
	return {
		'@type': 'DiscussionForumPosting',
		headline: post.title.slice(0, 110),
		text: post.excerpt,
		datePublished: post.createdAt.toISOString(),
		...(post.editedAt && { dateModified: post.editedAt.toISOString() }),
		author: { '@type': 'Person', name: post.author.name },
		interactionStatistic: [
			counter('https://schema.org/CommentAction', post.commentCount),
			counter('https://schema.org/LikeAction', likes),
		],
	};
}

function counter(interactionType: string, userInteractionCount: number) {
	return { '@type': 'InteractionCounter', interactionType, userInteractionCount };
}
