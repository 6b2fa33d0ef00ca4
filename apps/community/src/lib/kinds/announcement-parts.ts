import type { KindParts } from './kind-parts.ts';
import KindMark from './KindMark.svelte';
import { announcement } from './signs/announcement.ts';

export const parts: KindParts = { ...announcement, Mark: KindMark, part: 'announcement' };
