import { addSeconds } from '@kith/kernel/clock';
import type { CommunityContext, Services } from '../context.ts';
import { createJobContext } from '../create-context.ts';
import { communitiesWith, hasModule } from '../modules/index.ts';
import { changeMembership } from './change-membership.ts';
import { outstaying } from './entry.queries.ts';
import { strayingGroups } from './follow.queries.ts';
import { membershipRow, overdue, stranded } from './memberships.queries.ts';
import { settleGrants } from './settle-grants.ts';
import { followGroup } from './settle-seats.ts';

/** Clocks of the queue and of this process may differ a little. */
const EARLY_SECONDS = 5;
const BATCH = 200;

/** The job at the end of a membership: ends it once, however often it runs. One that got a later end is left alone. */
export async function endDue(
	services: Services,
	{ communityId, membershipId }: { communityId: string; membershipId: string },
): Promise<void> {
	const community = await services.directory.byId(communityId);
	if (!community) return;
	const ctx = await createJobContext(services, community, 'end-membership');
	ctx.authorize('update', 'Membership');
	if (hasModule(ctx, 'memberships')) await endOne(ctx, membershipId);
}

async function endOne(ctx: CommunityContext, membershipId: string): Promise<void> {
	await ctx.transaction(async (tx) => {
		const row = await membershipRow(tx.db, membershipId).executeTakeFirst();
		const isDue = row?.endsAt && row.endsAt <= addSeconds(ctx.clock.now(), EARLY_SECONDS);
		if (isDue)
			await changeMembership(ctx, tx, membershipId, { status: 'canceled' }, { how: 'expired' });
	});
}

/**
 * Ends what no job ended, lets seats follow their groups, and takes back what memberships gave to who has none any more,
 * their being in where one joins by membership; in every community.
 */
export async function sweepMemberships(services: Services): Promise<void> {
	for (let after = ''; ;) {
		const page = await communitiesWith(services.platform, 'memberships', after, BATCH).execute();
		for (const { id } of page) await sweepOne(services, id);
		after = page.at(-1)?.id ?? '';
		if (page.length < BATCH) return;
	}
}

async function sweepOne(services: Services, communityId: string): Promise<void> {
	const community = await services.directory.byId(communityId);
	if (!community) return;
	const ctx = await createJobContext(services, community, 'sweep-memberships');
	ctx.authorize('update', 'Membership');
	if (!hasModule(ctx, 'memberships')) return;
	for (const { id } of await overdue(ctx.db, ctx.clock.now(), BATCH).execute())
		await endOne(ctx, id);
	for (const { id } of await strayingGroups(ctx.db, BATCH).execute()) await followGroup(ctx, id);
	const strays = (await stranded(ctx.db, BATCH).execute()).map(({ memberId }) => memberId);
	if (ctx.snapshot.access.join === 'membership')
		for (const { id } of await outstaying(ctx.db, ctx.clock.now(), BATCH).execute())
			strays.push(id);
	for (const memberId of strays) await ctx.transaction((tx) => settleGrants(ctx, tx, memberId));
}
