import icon from '@lucide/svelte/icons/circle-question-mark';
import { m } from '#lib/paraglide/messages.js';

const states = {
	unsolved: { tone: 'neutral', name: m.question_unsolved },
	solved: { tone: 'success', name: m.question_solved },
} as const;

export const question = { icon, name: m.kind_question, states };
