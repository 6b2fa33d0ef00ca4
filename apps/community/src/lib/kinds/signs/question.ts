import { m } from '#lib/paraglide/messages.js';
export { default as icon } from '@lucide/svelte/icons/circle-question-mark';

export const name = m.kind_question;

export const states = {
	unsolved: { tone: 'neutral', name: m.question_unsolved },
	solved: { tone: 'success', name: m.question_solved },
} as const;
