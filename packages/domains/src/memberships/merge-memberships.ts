import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { hasModule } from '../modules/index.ts';
import {
	bringGifts,
	bringGroups,
	bringMemberships,
	bringRedemptions,
	dropBegun,
	endDoubles,
	lengthenDoubles,
} from './merge.queries.ts';
import { MembershipSource } from './memberships.schema.ts';
import { settleGrants } from './settle-grants.ts';

/**
 * Brings the memberships of an account over to another one, with what they open. Of two of one kind one ends, and that is
 * told, so that nobody pays for it any more. Run again, it brings what came meanwhile.
 */
// authorize: the verb that merges has asked for both.
export async function mergeMemberships(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	pair: { from: string; into: string },
): Promise<void> {
	if (!hasModule(ctx, 'memberships')) return;
	const now = ctx.clock.now();
	await dropBegun(tx.db, pair, now).execute();
	await lengthenDoubles(tx.db, pair, now).execute();
	const ended = await endDoubles(tx.db, pair, now).execute();
	await bringMemberships(tx.db, pair).execute();
	await bringRedemptions(tx.db, pair).execute();
	for (const gifts of bringGifts(tx.db, pair)) await gifts.execute();
	for (const groups of bringGroups(tx.db, pair)) await groups.execute();
	for (const { id, tierId, source } of ended)
		await tx.emit('memberships.ended', {
			...{ membershipId: id, memberId: pair.into, tierId, how: 'ended' },
			source: MembershipSource.parse(source),
		});
	await settleGrants(ctx, tx, pair.into);
}
