import type { Services } from '../context.ts';
import { createJobContext } from '../create-context.ts';
import { whereTo } from './merging.queries.ts';
import { moveEverything } from './move-everything.ts';

/** The job a moment after a merge: what requests that had begun before it wrote under the old id comes over, too. */
export async function settleMerge(
	services: Services,
	{ communityId, memberId }: { communityId: string; memberId: string },
): Promise<void> {
	const community = await services.directory.byId(communityId);
	if (!community) return;
	const ctx = await createJobContext(services, community, 'settle-merge');
	ctx.authorize('merge', 'Member');
	await ctx.transaction(async (tx) => {
		const row = await whereTo(tx.db, memberId).forNoKeyUpdate().executeTakeFirst();
		const into = row?.mergedIntoId;
		if (into) await moveEverything(ctx, tx, { from: memberId, into });
	});
}
