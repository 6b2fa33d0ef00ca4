import { requestJob } from '@kith/db/jobs';
import { addSeconds } from '@kith/kernel/clock';
import { ConflictError, InvalidError } from '@kith/kernel/errors';
import type { CommunityContext, PlatformContext } from '../context.ts';
import { requireFresh } from '../factors/index.ts';
import { selfOf } from '../realm.ts';
import { UNDO_DAYS, type CloseCommunity } from './archives.schema.ts';
import { endSessions, markClosed } from './closing.queries.ts';
import { contextOf } from './own-archive.ts';

const DAY = 86_400;

/**
 * Closes a community for everybody at once; in fourteen days it is deleted, until then it can be kept. Throws
 * `archives.other_address` unless its address was typed, `identity.confirm_first` without a fresh proof, and
 * `archives.closed_already`.
 */
export async function closeCommunity(
	ctx: PlatformContext,
	{ communityId, address }: CloseCommunity,
): Promise<void> {
	const here = await contextOf(ctx, communityId);
	here.authorize('delete', 'Community');
	// Whoever helps to run it as a member does not decide on the whole of it.
	const staff = ctx.authorize(here.community.organizationId);
	requireFresh(ctx, selfOf(ctx));
	const { organizationId, name, slug } = here.community;
	if (address.trim().toLowerCase() !== slug) throw new InvalidError('archives.other_address');
	const now = ctx.clock.now();
	const dropAt = addSeconds(now, UNDO_DAYS * DAY);
	const target = { kind: 'community', id: communityId, label: name };
	await ctx.transaction(async (tx) => {
		const closing = { closedAt: now, closedBy: staff.id, dropAt };
		const closed = await markClosed(tx.db, communityId, closing).executeTakeFirst();
		if (!closed) throw new ConflictError('archives.closed_already');
		// Named otherwise than for other jobs: what is said of closed communities must not rest with them.
		const told = { closedId: communityId, dropAt: dropAt.toISOString() };
		const last = addSeconds(dropAt, -DAY);
		await requestJob(tx.db, 'mail-closing', { ...told, isLast: false }, { now });
		await requestJob(tx.db, 'mail-closing', { ...told, isLast: true }, { now, runAt: last });
		await requestJob(tx.db, 'drop-community', { closedId: communityId }, { now, runAt: dropAt });
		tx.audit({ organizationId, action: 'communities.closed', target });
		await here.transaction(async (inside) => {
			await endSessions(inside.db).execute();
			inside.audit({ action: 'data.closed', target });
		});
	});
	await tellEverybody(here);
}

/** Every process hears of it: addresses, open streams and sessions. */
// authorize: the verbs that call it have asked.
export async function tellEverybody({ services, community }: CommunityContext): Promise<void> {
	services.directory.drop(community.id);
	services.sessions.dropRealm(community.id);
	const { bus } = services;
	await bus.publish({ topic: 'directory.changed', communityId: community.id, data: {} });
	await bus.publish({ topic: 'outbox.written', communityId: null, data: {} });
}
