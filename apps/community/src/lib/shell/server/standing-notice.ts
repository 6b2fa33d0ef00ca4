import type { CommunityFace } from '@kith/domains/communities/schema';
import type { Viewer } from '@kith/domains/identity/schema';
import { heldText } from '#lib/members/server/held-text.ts';
import { m } from '#lib/paraglide/messages.js';

export type StandingNotice = {
	tone: 'info' | 'warning';
	title: string;
	text: string;
	link?: { href: string; label: string };
};

/** What members who may not take part are told on every page, and why; null for everyone else. */
export function standingNotice(
	viewer: Viewer | null,
	{ access }: Pick<CommunityFace, 'access'>,
): StandingNotice | null {
	if (viewer?.standing === 'pending' && access.join === 'membership')
		return {
			...{ tone: 'info', title: m.shell_choose_title(), text: m.shell_choose_body() },
			link: { href: '/join', label: m.membership_see_offers() },
		};
	if (viewer?.standing === 'pending')
		return { tone: 'info', title: m.shell_pending_title(), text: m.shell_pending_body() };
	if (viewer?.restriction) return heldNotice(viewer, viewer.restriction.kind);
	if (viewer?.owesGuidelines)
		return {
			...{ tone: 'info', title: m.guidelines_owed_title(), text: m.guidelines_owed_body() },
			link: { href: '/welcome?step=guidelines', label: m.guidelines_read() },
		};
	if (viewer?.owesTerms)
		return {
			...{ tone: 'info', title: m.guidelines_owed_title(), text: m.legal_owed_body() },
			link: { href: '/guidelines/terms', label: m.guidelines_read() },
		};
	if (viewer?.lacksSecondFactor)
		return {
			...{ tone: 'info', title: m.guidelines_owed_title(), text: m.second_factor_owed() },
			link: { href: SETTING_UP, label: m.second_factor_set_up() },
		};
	return null;
}

const SETTING_UP = '/settings/security/second-factor';

type Kind = NonNullable<Viewer['restriction']>['kind'];

function heldNotice(viewer: Viewer, kind: Kind): StandingNotice {
	const [title, body] = {
		silenced: [m.held_silenced_title, m.held_silenced_body] as const,
		suspended: [m.shell_suspended_title, m.held_suspended_body] as const,
		banned: [m.held_banned_title, m.held_banned_body] as const,
	}[kind];
	return { tone: 'warning', title: title(), text: [body(), ...heldText(viewer)].join(' ') };
}
