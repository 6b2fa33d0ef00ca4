import type { OutboxEvent } from '@kith/db/outbox';
import { languageOf } from '@kith/kernel/locales';
import type { CommunityContext } from '../context.ts';
import { membersEvents } from './members.events.ts';

const FORMER = {
	ar: 'عضو سابق',
	de: 'Ehemaliges Mitglied',
	en: 'Former member',
	es: 'Antiguo miembro',
	fr: 'Ancien membre',
	ja: '元メンバー',
} as const;

/** The events after which texts of others may have to let go of a name. */
export const DEPARTURES = ['members.left', 'members.removed'] as const;

/** What stands in the place of a name that is no longer told. */
export function formerName(locale: string): string {
	return FORMER[languageOf(locale)];
}

/** Whom a departure asks to forget, and the name in their place; null when the name may stay. */
export function forgottenBy(
	ctx: CommunityContext,
	event: OutboxEvent,
): { memberId: string; label: string } | null {
	const { memberId, contributions } = departureOf(event);
	return contributions === 'keep' ? null : { memberId, label: formerName(ctx.community.locale) };
}

/** Who left, and what they asked to become of what they wrote. */
export function departureOf(event: OutboxEvent): {
	memberId: string;
	contributions: 'keep' | 'delete' | 'anonymise';
} {
	const { payload } =
		membersEvents[event.type === 'members.left' ? 'members.left' : 'members.removed'];
	return payload.parse(event.payload);
}
