import type { Component } from 'svelte';
import type { CommentView } from '@kith/domains/comments/schema';
import type { PostDetail } from '@kith/domains/posts/schema';
import type { RichText } from '@kith/domains/rich-text/schema';
import type { KindSign } from './kind-words.ts';

/** How a kind of post is drawn on its own page, beside what all posts have. */
export type KindParts = KindSign & {
	Mark: Component<{ post: PostDetail; kind: KindSign }>;
	/** Above the title, or first below a content warning; as part-loaders.ts names it. */
	lead?: 'article-lead' | 'gallery';
	/** Below the text; named there, too. */
	part?: 'announcement' | 'answer' | 'idea';
	/** Below each comment. */
	OnComment?: Component<{ post: PostDetail; comment: CommentView; onchange: () => Promise<void> }>;
	/** The text without what is drawn elsewhere. */
	bodyOf?: (post: PostDetail) => RichText;
};
