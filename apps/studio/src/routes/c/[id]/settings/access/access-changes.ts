import type { Access } from '@kith/domains/communities/schema';
import { m } from '#lib/paraglide/messages.js';

/** What a change of access means, for whom, in one sentence each; empty when nothing changes. */
export function accessChanges(from: Access, to: Access, counts: { pending: number }): string[] {
	const changes: string[] = [];
	if (from.visibility === 'private' && to.visibility === 'public')
		changes.push(m.access_opens_visitors(), m.access_opens_spaces(), m.access_opens_search());
	if (from.visibility === 'public' && to.visibility === 'private')
		changes.push(m.access_closes_visitors(), m.access_closes_members(), m.access_closes_search());
	if (from.join === to.join) return changes;
	changes.push(
		{ open: m.access_join_open, approval: m.access_join_approval, invite: m.access_join_invite }[
			to.join
		](),
	);
	if (from.join === 'approval' && counts.pending > 0)
		changes.push(m.access_join_waiting({ count: counts.pending }));
	return changes;
}
