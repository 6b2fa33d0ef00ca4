import { ConflictError, InvalidError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { requireModule } from '../modules/index.ts';
import { askStripe } from '../ask-stripe.ts';
import { on } from './at-stripe.ts';
import { entriesOf, entriesOfPayment, entryById, purchaseById } from './sales.queries.ts';
import {
	PurchaseData,
	type LedgerEntry,
	type PurchaseRef,
	type RefundPayment,
} from './sales.schema.ts';
import { targetOf } from './staff-purchase.ts';
import { settlePayment } from './settle-payment.ts';
import { settlePurchase } from './settle-purchase.ts';

const MOST_ENTRIES = 100;

/** What was paid for a membership and given back, newest first; the last hundred. */
export async function listEntries(
	ctx: CommunityContext,
	{ membershipId }: PurchaseRef,
): Promise<LedgerEntry[]> {
	ctx.authorize('read', 'Purchase');
	requireModule(ctx, 'memberships');
	const rows = await entriesOf(ctx.db, membershipId, MOST_ENTRIES).execute();
	const left = new Map<string, number>();
	for (const { paymentId, amount } of rows)
		if (paymentId !== null) left.set(paymentId, (left.get(paymentId) ?? 0) + amount);
	return rows.map((told) => {
		const { paymentId, externalId: _, ...row } = told;
		return {
			...{ ...row, kind: row.kind as LedgerEntry['kind'] },
			left: row.kind === 'payment' ? Math.max(0, left.get(paymentId ?? '') ?? 0) : 0,
		};
	});
}

/**
 * Gives a payment back, whole or in part, with the platform's part of it. What was bought once ends when all of it is
 * given back; a subscription goes on until it is ended. Pressed twice it is given back once. Throws `sales.not_found`,
 * `sales.refund_changed` and `sales.refund_too_much` with what is left, `payments.unavailable` and `payments.refused`.
 */
export async function refundPayment(ctx: CommunityContext, input: RefundPayment): Promise<void> {
	ctx.authorize('administer', 'Purchase');
	requireModule(ctx, 'memberships');
	const { services, community } = ctx;
	const row = await purchaseById(ctx.db, input.membershipId).executeTakeFirst();
	const entry = await entryById(ctx.db, input.entryId).executeTakeFirst();
	const { account } = PurchaseData.parse(row?.data ?? {});
	if (!row || entry?.membershipId !== row.id || entry.kind !== 'payment')
		throw new NotFoundError('sales.not_found');
	const { paymentId, externalId, currency } = entry;
	if (account === undefined || paymentId === null || externalId === null)
		throw new ConflictError('sales.not_running');
	const told = await entriesOfPayment(ctx.db, paymentId).execute();
	const left = told.reduce((sum, { amount }) => sum + amount, 0);
	const amount = input.amount ?? left;
	// A first try whose answer was lost may have given it back already.
	if (input.left !== undefined && input.left !== left)
		throw new ConflictError('sales.refund_changed', { left });
	if (amount > left || left <= 0) throw new InvalidError('sales.refund_too_much', { left });
	await askStripe(() =>
		services.payments.refunds.create(
			{
				...{ charge: externalId, amount, refund_application_fee: entry.fee > 0 },
				metadata: { kith_reason: input.reason },
			},
			{ ...on(account), idempotencyKey: `refund ${externalId} ${left} ${amount}` },
		),
	);
	await ctx.transaction(async (tx) =>
		tx.audit({
			...{ action: 'sales.refunded', target: await targetOf(tx, row), reason: input.reason },
			after: { tier: row.tierName, amount, currency },
		}),
	);
	await settlePayment(ctx, { account, paymentId });
	await settlePurchase(services, community, row.id);
}
