import { addSeconds } from '@kith/kernel/clock';
import type { Services } from '../context.ts';
import { createJobContext } from '../create-context.ts';
import { endRestriction } from './lift-restriction.ts';
import { restrictionOf } from './restrictions.queries.ts';

/** Clocks of the queue and of this process may differ a little. */
const EARLY_SECONDS = 30;

/**
 * The job at the end of what holds a member back: ends it once, however often it runs. What was prolonged, replaced or
 * lifted meanwhile is left alone.
 */
export async function endDue(
	services: Services,
	{ communityId, memberId }: { communityId: string; memberId: string },
): Promise<void> {
	const community = await services.directory.byId(communityId);
	if (!community) return;
	const ctx = await createJobContext(services, community, 'end-restriction');
	ctx.authorize('silence', 'Member');
	await ctx.transaction(async (tx) => {
		const row = await restrictionOf(tx.db, memberId).forNoKeyUpdate().executeTakeFirst();
		if (!row?.restriction || !row.restrictedUntil) return;
		if (row.restrictedUntil > addSeconds(ctx.clock.now(), EARLY_SECONDS)) return;
		await endRestriction(ctx, tx, memberId, { reason: '', how: 'expired' });
	});
}
