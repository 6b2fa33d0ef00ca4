import type { CommunityContext, Services } from '../context.ts';
import { createJobContext } from '../create-context.ts';
import { hasModule } from '../modules/index.ts';
import { changeMembership } from './change-membership.ts';
import { payingRow, strayingSeats } from './follow.queries.ts';
import { lockMember, membershipRow } from './memberships.queries.ts';
import { MembershipStatus } from './memberships.schema.ts';

const BATCH = 100;
const FIRST = '00000000-0000-0000-0000-000000000000';

/** Makes every seat of a group stand as its payment does now; begun anew, it comes to the same. */
export async function settleSeats(
	services: Services,
	{ communityId, membershipId }: { communityId: string; membershipId: string },
): Promise<void> {
	const community = await services.directory.byId(communityId);
	if (!community) return;
	const ctx = await createJobContext(services, community, 'settle-seats');
	ctx.authorize('update', 'Membership');
	if (hasModule(ctx, 'memberships')) await followGroup(ctx, membershipId);
}

/** The same in a context that is there. */
// authorize: jobs need no leave; the seats follow from the payment of their group.
export async function followGroup(ctx: CommunityContext, groupId: string): Promise<void> {
	for (let after = FIRST; ;) {
		const page = await strayingSeats(ctx.db, { groupId, after, limit: BATCH }).execute();
		for (const { id } of page) await followOne(ctx, groupId, id);
		after = page.at(-1)?.id ?? after;
		if (page.length < BATCH) return;
	}
}

/** The member first, then the group: so does everybody who takes a seat. */
async function followOne(ctx: CommunityContext, groupId: string, seatId: string): Promise<void> {
	await ctx.transaction(async (tx) => {
		const seat = await membershipRow(tx.db, seatId).executeTakeFirst();
		if (!seat) return;
		await lockMember(tx.db, seat.memberId).execute();
		const paying = await payingRow(tx.db, groupId).executeTakeFirst();
		if (!paying || seat.status === paying.status) return;
		const status = MembershipStatus.parse(paying.status);
		await changeMembership(ctx, tx, seatId, { status });
	});
}
