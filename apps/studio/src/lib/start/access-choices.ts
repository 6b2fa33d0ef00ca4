import DoorOpen from '@lucide/svelte/icons/door-open';
import Globe from '@lucide/svelte/icons/globe';
import Hand from '@lucide/svelte/icons/hand';
import Lock from '@lucide/svelte/icons/lock';
import MailCheck from '@lucide/svelte/icons/mail-check';
import { m } from '#lib/paraglide/messages.js';

/** Who can see a community, in words. */
export function visibilityChoices() {
	return [
		{
			value: 'private' as const,
			icon: Lock,
			title: m.start_visibility_private(),
			description: m.start_visibility_private_body(),
		},
		{
			value: 'public' as const,
			icon: Globe,
			title: m.start_visibility_public(),
			description: m.start_visibility_public_body(),
		},
	];
}

/** How people become members, in words. */
export function joinChoices() {
	return [
		{
			value: 'open' as const,
			icon: DoorOpen,
			title: m.start_join_open(),
			description: m.start_join_open_body(),
		},
		{
			value: 'approval' as const,
			icon: Hand,
			title: m.start_join_approval(),
			description: m.start_join_approval_body(),
		},
		{
			value: 'invite' as const,
			icon: MailCheck,
			title: m.start_join_invite(),
			description: m.start_join_invite_body(),
		},
	];
}
