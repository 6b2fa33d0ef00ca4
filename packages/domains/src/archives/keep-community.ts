import { ConflictError } from '@kith/kernel/errors';
import type { PlatformContext } from '../context.ts';
import { tellEverybody } from './close-community.ts';
import type { ClosingView, OfCommunity } from './archives.schema.ts';
import { closingOf, markKept } from './closing.queries.ts';
import { contextOf } from './own-archive.ts';

/** Opens a closed community again as it was. Throws `archives.not_closed` when it is not closed, or gone. */
export async function keepCommunity(
	ctx: PlatformContext,
	{ communityId }: OfCommunity,
): Promise<void> {
	const here = await contextOf(ctx, communityId);
	here.authorize('delete', 'Community');
	ctx.authorize(here.community.organizationId);
	const { organizationId, name } = here.community;
	const target = { kind: 'community', id: communityId, label: name };
	await ctx.transaction(async (tx) => {
		const kept = await markKept(tx.db, communityId, ctx.clock.now()).executeTakeFirst();
		if (!kept) throw new ConflictError('archives.not_closed');
		tx.audit({ organizationId, action: 'communities.kept', target });
		await here.transaction(async (inside) => inside.audit({ action: 'data.kept', target }));
	});
	await tellEverybody(here);
}

/** Whether a community is closed, by whom, and until when it can be kept. */
// authorize: whoever works for the organization or has a desk there may know that one of its communities is closed.
export async function readClosing(
	ctx: PlatformContext,
	{ communityId }: OfCommunity,
): Promise<ClosingView | null> {
	await contextOf(ctx, communityId);
	const closing = await closingOf(ctx.db, communityId).executeTakeFirst();
	if (!closing?.dropAt || !closing.closedAt) return null;
	const { closedAt, dropAt, closerName, closerEmail } = closing;
	return { closedAt, dropAt, closedBy: closerName || closerEmail };
}
