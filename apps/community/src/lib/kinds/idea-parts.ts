import type { KindParts } from './kind-parts.ts';
import KindMark from './KindMark.svelte';
import { idea } from './signs/idea.ts';

export const parts: KindParts = { ...idea, Mark: KindMark, part: 'idea' };
