import { m } from '#lib/paraglide/messages.js';
export { default as icon } from '@lucide/svelte/icons/lightbulb';

export const name = m.kind_idea;

export const states = {
	open: { tone: 'neutral', name: m.idea_open },
	planned: { tone: 'info', name: m.idea_planned },
	in_progress: { tone: 'warning', name: m.idea_in_progress },
	shipped: { tone: 'success', name: m.idea_shipped },
	declined: { tone: 'neutral', name: m.idea_declined },
} as const;
