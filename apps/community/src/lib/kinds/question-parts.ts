import AcceptAnswer from './AcceptAnswer.svelte';
import AnswerPart from './AnswerPart.svelte';
import type { KindParts } from './kind-parts.ts';
import KindMark from './KindMark.svelte';
import { question } from './signs/question.ts';

export const parts: KindParts = {
	...question,
	Mark: KindMark,
	Part: AnswerPart,
	OnComment: AcceptAnswer,
};
