import type { Component } from 'svelte';
import type { CommentView } from '@kith/domains/comments/schema';
import type { PostDetail, PostKind } from '@kith/domains/posts/schema';
import type { RichText } from '@kith/domains/rich-text/schema';
import type { KindSign } from './kind-words.ts';

type Part = Component<{ post: PostDetail; path: string; onchange: () => Promise<void> }>;

/** How a kind of post is drawn on its own page, beside what all posts have. */
export type KindParts = KindSign & {
	Mark: Component<{ post: PostDetail; kind: KindSign }>;
	/** Above the title, or first below a content warning. */
	Lead?: Component<{ post: PostDetail }>;
	/** Below the text. */
	Part?: Part;
	/** Below each comment. */
	OnComment?: Component<{ post: PostDetail; comment: CommentView; onchange: () => Promise<void> }>;
	/** The text without what is drawn elsewhere. */
	bodyOf?: (post: PostDetail) => RichText;
};

type Loaders = Record<Exclude<PostKind, 'discussion'>, () => Promise<Omit<KindParts, 'Mark'>>>;

const LOADERS: Loaders = {
	question: () => import('./question-parts.ts'),
	idea: () => import('./idea-parts.ts'),
	article: () => import('./article-parts.ts'),
	announcement: () => import('./announcement-parts.ts'),
	showcase: () => import('./showcase-parts.ts'),
};

/** The parts of one kind; only posts of that kind load them, and a discussion loads nothing. */
export async function loadKindParts(kind: PostKind): Promise<KindParts | null> {
	if (kind === 'discussion') return null;
	const [{ default: Mark }, parts] = await Promise.all([
		import('./KindMark.svelte'),
		LOADERS[kind](),
	]);
	return { Mark, ...parts };
}
