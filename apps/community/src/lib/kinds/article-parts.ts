import type { KindParts } from './kind-parts.ts';
import KindMark from './KindMark.svelte';
import { withoutCover } from './post-pictures.ts';
import { article } from './signs/article.ts';

export const parts: KindParts = {
	...article,
	Mark: KindMark,
	lead: 'article-lead',
	bodyOf: withoutCover,
};
