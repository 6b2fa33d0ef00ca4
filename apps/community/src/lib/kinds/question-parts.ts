import AcceptAnswer from './AcceptAnswer.svelte';
import type { KindParts } from './kind-parts.ts';
import KindMark from './KindMark.svelte';
import { question } from './signs/question.ts';

export const parts: KindParts = {
	...question,
	Mark: KindMark,
	part: 'answer',
	OnComment: AcceptAnswer,
};
