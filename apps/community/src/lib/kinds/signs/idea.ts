import icon from '@lucide/svelte/icons/lightbulb';
import { m } from '#lib/paraglide/messages.js';

export const states = {
	open: { tone: 'neutral', name: m.idea_open },
	planned: { tone: 'info', name: m.idea_planned },
	in_progress: { tone: 'warning', name: m.idea_in_progress },
	shipped: { tone: 'success', name: m.idea_shipped },
	declined: { tone: 'neutral', name: m.idea_declined },
} as const;

export const idea = { icon, name: m.kind_idea, states };
