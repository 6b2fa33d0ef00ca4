import type { KindParts } from './kind-parts.ts';
import KindMark from './KindMark.svelte';
import { withoutPictures } from './post-pictures.ts';
import { showcase } from './signs/showcase.ts';

export const parts: KindParts = {
	...showcase,
	Mark: KindMark,
	lead: 'gallery',
	bodyOf: withoutPictures,
};
