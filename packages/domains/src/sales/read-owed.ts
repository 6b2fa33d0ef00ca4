import { memberIdOf } from '@kith/kernel/actor';
import { addSeconds } from '@kith/kernel/clock';
import type { CommunityContext } from '../context.ts';
import { GRACE_DAYS } from '../memberships/memberships.schema.ts';
import { hasModule } from '../modules/index.ts';
import { owedBy } from './owed.queries.ts';
import { PurchaseData, type Owed } from './sales.schema.ts';

const DAY = 24 * 60 * 60;

/** What the viewer owes, the worst of several; null for who owes nothing, and for visitors. */
// authorize: one’s own needs no leave.
export async function readOwed(ctx: CommunityContext): Promise<Owed | null> {
	const memberId = memberIdOf(ctx.actor);
	if (memberId === null || !hasModule(ctx, 'memberships')) return null;
	const row = await owedBy(ctx.db, memberId).executeTakeFirst();
	if (!row) return null;
	const { owedSince } = PurchaseData.parse(row.data);
	const state = row.status === 'suspended' ? 'suspended' : 'past_due';
	const isOpen = state === 'past_due' && owedSince !== undefined;
	return {
		...{ membershipId: row.id, tier: row.name, state },
		until: isOpen ? addSeconds(new Date(owedSince * 1000), GRACE_DAYS * DAY) : null,
	};
}
