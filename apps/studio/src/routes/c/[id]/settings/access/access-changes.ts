import type { Access } from '@kith/domains/communities/schema';
import { m } from '#lib/paraglide/messages.js';

type Counts = {
	pending: number;
	/** Members who hold no membership. */
	without: number;
};

const JOINING = {
	open: m.access_join_open,
	approval: m.access_join_approval,
	invite: m.access_join_invite,
	membership: m.access_join_membership,
} as const;

/** What a change of access means, for whom, in one sentence each; empty when nothing changes. */
export function accessChanges(from: Access, to: Access, counts: Counts): string[] {
	const changes: string[] = [];
	if (from.visibility === 'private' && to.visibility === 'public')
		changes.push(m.access_opens_visitors(), m.access_opens_spaces(), m.access_opens_search());
	if (from.visibility === 'public' && to.visibility === 'private')
		changes.push(m.access_closes_visitors(), m.access_closes_members(), m.access_closes_search());
	if (from.join === to.join) return changes;
	changes.push(JOINING[to.join]());
	if (to.join === 'membership')
		changes.push(
			m.access_join_membership_stay({ count: counts.without }),
			m.access_join_membership_out(),
		);
	if (from.join === 'membership') changes.push(m.access_join_membership_off());
	const waited = from.join === 'approval' || from.join === 'membership';
	if (waited && to.join !== 'membership' && counts.pending > 0)
		changes.push(m.access_join_waiting({ count: counts.pending }));
	return changes;
}
