import { ConflictError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { buyerOf } from '../members/index.ts';
import { requireModule } from '../modules/index.ts';
import { isPaidUp } from './instalments.ts';
import { purchaseById, type PurchaseRow } from './sales.queries.ts';
import { PurchaseData } from './sales.schema.ts';

/** A purchase that somebody may act on, with what Stripe calls it. */
export type Running = {
	row: PurchaseRow;
	account: string;
	subscriptionId: string;
	customer: string;
};

/** The purchase of who acts. Another's is not there: `sales.not_found`. */
// authorize: buyerOf asks.
export async function ownPurchase(
	ctx: CommunityContext,
	membershipId: string,
): Promise<PurchaseRow> {
	const memberId = await buyerOf(ctx);
	requireModule(ctx, 'memberships');
	const row = await purchaseById(ctx.db, membershipId).executeTakeFirst();
	if (!row || row.memberId !== memberId) throw new NotFoundError('sales.not_found');
	return row;
}

/** A subscription of who acts that still runs. Throws `sales.not_found` and `sales.not_running`. */
// authorize: only the member’s own is found.
export async function ownRunning(ctx: CommunityContext, membershipId: string): Promise<Running> {
	return runningOf(await ownPurchase(ctx, membershipId));
}

/** Throws `sales.in_parts` for what is paid in parts: those were agreed on, and each is due on its day. */
export function requireWhole({ row }: Running): void {
	if (PurchaseData.parse(row.data).parts) throw new ConflictError('sales.in_parts');
}

/** Throws `sales.not_running` for what is over, was paid for once, or is paid up. */
export function runningOf(row: PurchaseRow): Running {
	const { account, parts } = PurchaseData.parse(row.data);
	const { externalSubscriptionId: subscriptionId, externalCustomerId: customer } = row;
	const isOver = row.status === 'canceled' || isPaidUp(parts);
	if (isOver || account === undefined || !subscriptionId || !customer)
		throw new ConflictError('sales.not_running');
	return { row, account, subscriptionId, customer };
}
