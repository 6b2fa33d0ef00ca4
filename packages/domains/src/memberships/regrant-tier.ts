import type { Services } from '../context.ts';
import { createJobContext } from '../create-context.ts';
import { hasModule } from '../modules/index.ts';
import { holdersOf } from './memberships.queries.ts';
import { settleGrants } from './settle-grants.ts';

const BATCH = 100;
const FIRST = '00000000-0000-0000-0000-000000000000';

/** Gives everybody who has a tier what it opens now, a hundred at a time; begun anew, it comes to the same. */
export async function regrantTier(
	services: Services,
	{ communityId, tierId }: { communityId: string; tierId: string },
): Promise<void> {
	const community = await services.directory.byId(communityId);
	if (!community) return;
	const ctx = await createJobContext(services, community, 'regrant-tier');
	ctx.authorize('update', 'Membership');
	if (!hasModule(ctx, 'memberships')) return;
	for (let after = FIRST; ;) {
		const page = await holdersOf(ctx.db, tierId, after, BATCH).execute();
		for (const { memberId } of page) await ctx.transaction((tx) => settleGrants(ctx, tx, memberId));
		after = page.at(-1)?.memberId ?? after;
		if (page.length < BATCH) return;
	}
}
