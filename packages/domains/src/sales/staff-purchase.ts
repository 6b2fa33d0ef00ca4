import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { requireModule } from '../modules/index.ts';
import { runningOf, type Running } from './own-purchase.ts';
import { personOf, purchaseById, type PurchaseRow } from './sales.queries.ts';

/** A purchase that somebody looks after for its member. Throws `sales.not_found`. */
export async function purchaseInCare(
	ctx: CommunityContext,
	membershipId: string,
): Promise<PurchaseRow> {
	ctx.authorize('administer', 'Purchase');
	requireModule(ctx, 'memberships');
	const row = await purchaseById(ctx.db, membershipId).executeTakeFirst();
	if (!row) throw new NotFoundError('sales.not_found');
	return row;
}

/** The same of one that runs. Throws `sales.not_running`, too. */
// authorize: purchaseInCare asks.
export async function runningInCare(ctx: CommunityContext, membershipId: string): Promise<Running> {
	return runningOf(await purchaseInCare(ctx, membershipId));
}

/** A membership as the log names it: by whose it is. */
export async function targetOf(tx: CommunityTransaction, { id, memberId }: PurchaseRow) {
	const person = await personOf(tx.db, memberId).executeTakeFirst();
	return { kind: 'membership', id, label: person?.name ?? '', memberId };
}
