import { ConflictError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { askStripe } from '../ask-stripe.ts';
import {
	amountAfter,
	holdToKeep,
	offerToKeep,
	refuseToStay,
	type Leaving,
} from '../offers/index.ts';
import { Lasts } from '../offers/offers.schema.ts';
import { intervalOf, on } from './at-stripe.ts';
import { couponAtStripe } from './deal-at-stripe.ts';
import { currencyOf, inCurrency } from './in-currency.ts';
import { ownPurchase, ownRunning, type Running } from './own-purchase.ts';
import { offerById, purchaseById, type PurchaseRow } from './sales.queries.ts';
import {
	PurchaseData,
	type AcceptOffer,
	type KeepingOffer,
	type PurchaseRef,
} from './sales.schema.ts';
import { settlePurchase } from './settle-purchase.ts';

/**
 * What is offered to who is about to leave; null where nothing fits, where something is taken off already, and where they
 * were kept, or not kept, by one before.
 */
// authorize: only the member’s own is found.
export async function retentionOffer(
	ctx: CommunityContext,
	{ membershipId }: PurchaseRef,
): Promise<KeepingOffer | null> {
	const leaving = await leavingOf(ctx, await ownPurchase(ctx, membershipId));
	const deal = leaving && (await offerToKeep(ctx, ctx.db, leaving));
	if (!leaving || !deal) return null;
	const { amount, currency } = leaving.price;
	return {
		...{ offerId: deal.id, name: deal.name, before: amount, after: amountAfter(deal, amount) },
		...{ currency, every: intervalOf(leaving.price), months: deal.months },
		lasts: Lasts.parse(deal.lasts),
	};
}

/**
 * Takes the offer and stays: from the next payment on less is paid. Pressed again after Stripe did not answer, it is taken
 * once. Throws `sales.not_found`, `sales.not_running`, `offers.expired`, `payments.unavailable` and `payments.refused`.
 */
// authorize: only the member’s own is found.
export async function acceptOffer(
	ctx: CommunityContext,
	{ membershipId, offerId }: AcceptOffer,
): Promise<void> {
	const { account, subscriptionId } = await ownRunning(ctx, membershipId);
	const deal = await ctx.transaction(async (tx) => {
		const row = await purchaseById(tx.db, membershipId)
			.forNoKeyUpdate('memberships')
			.executeTakeFirst();
		const leaving = row && (await leavingOf(ctx, row));
		if (!leaving) throw new ConflictError('offers.expired');
		return holdToKeep(ctx, tx, { leaving, offerId });
	});
	const coupon = await couponAtStripe(ctx, { account, deal });
	const { subscriptions } = ctx.services.payments;
	await askStripe(() =>
		subscriptions.update(
			subscriptionId,
			{ discounts: [{ coupon }], cancel_at_period_end: false },
			{ ...on(account), idempotencyKey: `keep ${membershipId} ${offerId}` },
		),
	);
	await settlePurchase(ctx.services, ctx.community, membershipId);
}

/** Who leaves all the same is not asked a second time. */
// authorize: the verb that ends it found the member’s own.
export async function leaveAnyway(ctx: CommunityContext, { row }: Running): Promise<void> {
	const leaving = await leavingOf(ctx, row);
	if (!leaving) return;
	await ctx.transaction(async (tx) => {
		const locked = await purchaseById(tx.db, row.id)
			.forNoKeyUpdate('memberships')
			.executeTakeFirst();
		if (locked) await refuseToStay(ctx, tx, leaving);
	});
}

/** Somebody who pays again and again for it, and nothing less than it costs. */
async function leavingOf(ctx: CommunityContext, row: PurchaseRow): Promise<Leaving | null> {
	if (row.status !== 'active' || row.priceId === null) return null;
	if (PurchaseData.parse(row.data).discount) return null;
	const price = await offerById(ctx.db, row.priceId).executeTakeFirst();
	if (price?.kind !== 'recurring') return null;
	const { id: membershipId, memberId } = row;
	return { membershipId, memberId, price: inCurrency(price, currencyOf(row)) };
}
