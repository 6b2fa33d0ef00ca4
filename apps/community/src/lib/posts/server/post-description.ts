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
		subject: post.kind === 'question' ? questionSubject(post) : discussionSubject(post),
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

/** A question as schema.org describes pages of one question, its accepted answer included. */
function questionSubject(post: PostDetail): Record<string, unknown> {
	const answer = post.parts.question?.answer;
	return {
		'@type': 'QAPage',
		mainEntity: {
			'@type': 'Question',
			name: post.title.slice(0, 110),
			text: post.excerpt,
			answerCount: post.commentCount,
			datePublished: post.createdAt.toISOString(),
			author: { '@type': 'Person', name: post.author.name },
			...(answer && {
				acceptedAnswer: {
					'@type': 'Answer',
					text: textOf(answer.body).slice(0, 1000),
					datePublished: answer.createdAt.toISOString(),
					author: { '@type': 'Person', name: answer.author.name },
				},
			}),
		},
	};
}

function textOf(node: unknown): string {
	if (Array.isArray(node)) return node.map(textOf).join(' ');
	if (typeof node !== 'object' || node === null) return '';
	const { text, content, marks } = node as Record<'text' | 'content' | 'marks', unknown>;
	// Whoever is told of an answer elsewhere did not choose to see what its writer hid.
	if (Array.isArray(marks) && marks.some((mark: { type?: unknown }) => mark.type === 'spoiler'))
		return '…';
	return typeof text === 'string' ? text : textOf(content).trim();
}

function counter(interactionType: string, userInteractionCount: number) {
	return { '@type': 'InteractionCounter', interactionType, userInteractionCount };
}
