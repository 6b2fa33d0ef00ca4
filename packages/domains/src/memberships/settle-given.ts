import type { CommunityDb } from '@kith/db/handles';
import { newId } from '@kith/kernel/ids';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { changeMembership, openMembership } from './change-membership.ts';
import { countGiven, givenBy, givenTo, givenWhole, publishedAmong } from './given.queries.ts';
import { lockMember } from './memberships.queries.ts';

/**
 * Makes the memberships that one source gave a member for nothing those of these tiers, in the caller's transaction. What
 * a hand gave, a gift, and what is paid for stay; who was given a tier already is not given it twice. What is no longer
 * published is not given anew.
 */
// authorize: an admin wrote the rules that it follows from.
export async function settleGiven(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ memberId, source: by }: { memberId: string; source: string },
	tierIds: readonly string[],
): Promise<void> {
	await lockMember(tx.db, memberId).execute();
	const held = await givenTo(tx.db, memberId).execute();
	const over = { status: 'canceled' } as const;
	for (const { id, tierId, givenBy: giver } of held)
		if (giver === by && !tierIds.includes(tierId))
			await changeMembership(ctx, tx, id, over, { how: 'ended' });
	const missing = tierIds.filter((tierId) => !held.some((one) => one.tierId === tierId));
	const there = missing.length > 0 ? await publishedAmong(tx.db, missing).execute() : [];
	for (const { id: tierId } of there)
		await openMembership(ctx, tx, {
			...{ id: newId(), memberId, tierId, priceId: null, endsAt: null },
			...{ source: 'complimentary', status: 'active', data: { givenBy: by } },
		});
}

/** Ends what one source gave to anybody: soon, by the job of each, or by the sweep where there are very many. */
// authorize: who takes the source away has asked.
export async function endGivenBy(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	by: string,
): Promise<void> {
	const now = ctx.clock.now();
	await givenWhole(tx.db, by, now).execute();
	for (const { id } of await givenBy(tx.db, by).execute())
		await changeMembership(ctx, tx, id, { status: 'canceled' }, { how: 'ended' });
}

/** How many members hold what a source gave. */
// authorize: who asks for the number has been asked.
export async function countGivenBy(db: CommunityDb, by: string): Promise<number> {
	return (await countGiven(db, by).executeTakeFirstOrThrow()).count;
}
