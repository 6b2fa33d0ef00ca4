import { selfOf } from '@kith/kernel/actor';
import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { lockMember, payingRow } from '../memberships/index.ts';
import { requireModule } from '../modules/index.ts';
import { purchaseById, type PurchaseRow } from '../sales/index.ts';
import { groupById, type GroupRow } from './seats.queries.ts';

/** The group that who acts looks after. Another's is not there: `seats.not_found`. */
export async function ownGroup(ctx: CommunityContext, membershipId: string): Promise<GroupRow> {
	const memberId = selfOf(ctx.actor);
	ctx.authorize('update', 'Purchase', { memberId });
	requireModule(ctx, 'memberships');
	const group = await groupById(ctx.db, membershipId).executeTakeFirst();
	if (group?.memberId !== memberId) throw new NotFoundError('seats.not_found');
	return group;
}

/** What pays for the group of who acts. Throws `seats.not_found`. */
// authorize: ownGroup asks.
export async function ownGroupPurchase(
	ctx: CommunityContext,
	membershipId: string,
): Promise<PurchaseRow> {
	await ownGroup(ctx, membershipId);
	return purchaseById(ctx.db, membershipId).executeTakeFirstOrThrow();
}

type Held = { membershipId: string; memberId: string };

/**
 * Holds somebody, then a group, until the end of the transaction, in the order of whoever changes memberships. Throws
 * `seats.not_found` for a group that who acts does not look after any more.
 */
// authorize: the verb has asked; only the group of who acts is found.
export async function holdOwnGroup(
	ctx: CommunityContext,
	{ db }: CommunityTransaction,
	{ membershipId, memberId }: Held,
) {
	await lockMember(db, memberId).execute();
	const paying = await payingRow(db, membershipId).executeTakeFirst();
	if (paying?.memberId !== selfOf(ctx.actor)) throw new NotFoundError('seats.not_found');
	return paying;
}
