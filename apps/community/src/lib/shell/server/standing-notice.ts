import type { Viewer } from '@kith/domains/identity/schema';
import { m } from '#lib/paraglide/messages.js';

export type StandingNotice = {
	tone: 'info' | 'warning';
	title: string;
	text: string;
	link?: { href: string; label: string };
};

/** What members who may not take part are told on every page, and why; null for everyone else. */
export function standingNotice(viewer: Viewer | null): StandingNotice | null {
	if (viewer?.standing === 'pending')
		return { tone: 'info', title: m.shell_pending_title(), text: m.shell_pending_body() };
	if (viewer?.standing === 'suspended')
		return { tone: 'warning', title: m.shell_suspended_title(), text: m.shell_suspended_body() };
	if (viewer?.owesGuidelines)
		return {
			...{ tone: 'info', title: m.guidelines_owed_title(), text: m.guidelines_owed_body() },
			link: { href: '/welcome?step=guidelines', label: m.guidelines_read() },
		};
	return null;
}
