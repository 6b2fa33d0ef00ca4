import type { MemberRow } from '@kith/domains/members/schema';
import type { RosterState } from '@kith/domains/roster/schema';
import type { BulkAction } from '@kith/domains/batches/schema';
import { m } from '#lib/paraglide/messages.js';

/** What a state is called. */
export const STATE_WORDS: Readonly<Record<RosterState, () => string>> = {
	active: m.members_state_active,
	pending: m.members_state_pending,
	paying: m.members_state_paying,
	staged: m.members_state_staged,
	silenced: m.members_state_silenced,
	suspended: m.members_state_suspended,
	banned: m.members_state_banned,
};

/** How much a state stands out. */
export const STATE_TONES = {
	active: 'success',
	pending: 'info',
	paying: 'neutral',
	staged: 'neutral',
	silenced: 'warning',
	suspended: 'warning',
	banned: 'danger',
} as const satisfies Record<RosterState, string>;

/** Where a member stands. */
export function stateOf({ status, restriction }: MemberRow): RosterState {
	return restriction?.kind ?? (status === 'removed' ? 'banned' : status);
}

/** What an action on many is called. */
export function bulkWords(action: BulkAction): string {
	if (action.kind === 'restrict')
		return action.as === 'silenced' ? m.members_bulk_silence() : m.members_bulk_suspend();
	return {
		give_role: m.members_bulk_give_role,
		take_role: m.members_bulk_take_role,
		add_space: m.members_bulk_add_space,
		remove_space: m.members_bulk_remove_space,
		add_label: m.members_bulk_add_label,
		remove_label: m.members_bulk_remove_label,
		lift: m.members_bulk_lift,
		ban: m.members_bulk_ban,
		remove: m.members_bulk_remove,
	}[action.kind]();
}
