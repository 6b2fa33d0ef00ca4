import type { Stripe } from 'stripe';
import { ConflictError, InvalidError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { askStripe, isRefused } from '../ask-stripe.ts';
import { amountAfter, fits, offerRow } from '../offers/index.ts';
import { on, priceAtStripe } from './at-stripe.ts';
import { currencyOf, inCurrency } from './in-currency.ts';
import { ownRunning, requireWhole, type Running } from './own-purchase.ts';
import { offerById, openPurchase, type OfferRow } from './sales.queries.ts';
import {
	PurchaseData,
	type ChangePlan,
	type ChangePreview,
	type ConfirmChange,
} from './sales.schema.ts';
import { settlePurchase } from './settle-purchase.ts';
import { nextWithTax, taxOn } from './tax-of-payment.ts';
import { behaviorOf } from './taxes-at-stripe.ts';

/** A preview is worth confirming for so long; later another is shown. */
const GOOD_SECONDS = 15 * 60;

/** Throws `sales.preview_old` for what was shown too long ago, or never. */
export function requireRecent({ clock }: CommunityContext, at: number): void {
	const seconds = Math.floor(clock.now().getTime() / 1000);
	if (at > seconds || at < seconds - GOOD_SECONDS) throw new ConflictError('sales.preview_old');
}

/**
 * What changing to another price would cost at this moment, to the cent: Stripe works it out, and the same moment is
 * named when it is confirmed. It goes on in the currency that it is paid in. Throws `sales.not_offered`, `sales.same_plan`,
 * `sales.already_yours`, `sales.not_running`, `sales.in_parts`, `sales.not_in_currency` with the price's own, `seats.is_group`
 * for what pays for others, `payments.unavailable` and `payments.refused`.
 */
// authorize: only the member’s own is found.
export async function previewChange(
	ctx: CommunityContext,
	input: ChangePlan,
): Promise<ChangePreview> {
	return previewOf(ctx, await ownRunning(ctx, input.membershipId), input.priceId);
}

/** The same for a purchase that was found for who asks. */
// authorize: the verb that found it has asked.
export async function previewOf(
	ctx: CommunityContext,
	running: Running,
	priceId: string,
): Promise<ChangePreview> {
	requireWhole(running);
	const offer = await offerFor(ctx, running, priceId);
	const { payments } = ctx.services;
	const { account, subscriptionId, customer } = running;
	const { dropped, afterAll } = await discountOn(ctx, running, offer);
	const { item, freeUntil, subscription } = await itemOf(ctx, running);
	const behavior = await behaviorOf(ctx, subscription);
	const price = await priceAtStripe(ctx, { account, offer, behavior });
	const at = Math.floor(ctx.clock.now().getTime() / 1000);
	const invoice = await askStripe(() =>
		payments.invoices.createPreview(
			{
				...{ customer, subscription: subscriptionId },
				...dropped,
				subscription_details: {
					items: [{ id: item, price }],
					...{ proration_behavior: 'always_invoice', proration_date: at },
				},
			},
			on(account),
		),
	);
	const { currency } = invoice;
	if (freeUntil !== null) {
		const next = {
			...nextWithTax(afterAll(freeUntil), subscription, invoice),
			at: new Date(freeUntil * 1000),
		};
		return { at, due: 0, tax: 0, credit: 0, currency, next };
	}
	const lines = invoice.lines.data;
	const credit = lines.reduce((sum, { amount }) => sum - Math.min(0, amount), 0);
	return {
		at,
		due: invoice.total,
		tax: taxOn(invoice),
		credit,
		currency,
		next: nextOf((end) => nextWithTax(afterAll(end), subscription, invoice), lines),
	};
}

function nextOf(
	amountAt: (end: number) => { amount: number; tax: number },
	lines: readonly Stripe.InvoiceLineItem[],
): ChangePreview['next'] {
	const end = Math.max(0, ...lines.map(({ period }) => period.end));
	return end === 0 ? null : { ...amountAt(end), at: new Date(end * 1000) };
}

/**
 * Changes to another price as it was previewed: what is due is paid at once, or nothing changes. Throws what a preview
 * does, `sales.preview_old`, and `sales.card_declined`.
 */
// authorize: only the member’s own is found.
export async function changePlan(ctx: CommunityContext, input: ConfirmChange): Promise<void> {
	await changeTo(ctx, await ownRunning(ctx, input.membershipId), input);
}

/** The same for a purchase that was found for who asks. Returns what it was changed to. */
// authorize: the verb that found it has asked.
export async function changeTo(
	ctx: CommunityContext,
	running: Running,
	input: ConfirmChange,
): Promise<OfferRow> {
	requireWhole(running);
	const offer = await offerFor(ctx, running, input.priceId);
	requireRecent(ctx, input.at);
	const { services, community } = ctx;
	const { account, subscriptionId, row } = running;
	const { dropped } = await discountOn(ctx, running, offer);
	const { item, subscription } = await itemOf(ctx, running);
	const behavior = await behaviorOf(ctx, subscription);
	const price = await priceAtStripe(ctx, { account, offer, behavior });
	const change = services.payments.subscriptions.update(
		subscriptionId,
		{
			...{ items: [{ id: item, price }], proration_date: input.at, ...dropped },
			...{ proration_behavior: 'always_invoice', payment_behavior: 'error_if_incomplete' },
		},
		{ ...on(account), idempotencyKey: `change ${row.id} ${offer.id} ${input.at}` },
	);
	await orDeclined(change);
	await settlePurchase(services, community, row.id);
	return offer;
}

/** What is paid at once, or not at all. Throws `sales.card_declined`. */
export const orDeclined = <Done>(change: Promise<Done>): Promise<Done> =>
	askStripe(() =>
		change.catch((error: unknown) => {
			if (isRefused(error) && error.statusCode === 402)
				throw new InvalidError('sales.card_declined');
			throw error;
		}),
	);

/** A discount goes along to what its offer is for, and is left behind by a change to anything else. */
async function discountOn({ db }: CommunityContext, { row }: Running, price: OfferRow) {
	const { discount } = PurchaseData.parse(row.data);
	const deal = discount?.offerId
		? await offerRow(db, discount.offerId).executeTakeFirst()
		: undefined;
	const isLeft = deal !== undefined && !fits(deal, price);
	const lasts = (end: number) =>
		deal !== undefined &&
		!isLeft &&
		(deal.lasts === 'forever' || (deal.lasts === 'months' && (discount?.until ?? 0) > end));
	return {
		dropped: isLeft ? { discounts: '' as const } : {},
		afterAll: (end: number) =>
			deal && lasts(end) ? amountAfter(deal, price.amount) : price.amount,
	};
}

/** What may be changed to: another recurring price, of a tier that is offered, in the currency that is paid already. */
async function offerFor(
	{ db }: CommunityContext,
	{ row }: Running,
	priceId: string,
): Promise<OfferRow> {
	if (row.seats !== null) throw new ConflictError('seats.is_group');
	const offer = await offerById(db, priceId).executeTakeFirst();
	if (!offer) throw new NotFoundError('sales.price_not_found');
	if (offer.status !== 'active' || offer.tierStatus !== 'published' || offer.kind !== 'recurring')
		throw new ConflictError('sales.not_offered');
	if (offer.id === row.priceId) throw new ConflictError('sales.same_plan');
	const other =
		offer.tierId === row.tierId
			? undefined
			: await openPurchase(db, row.memberId, offer.tierId).executeTakeFirst();
	if (other) throw new ConflictError('sales.already_yours');
	return inCurrency(offer, currencyOf(row));
}

/** What a subscription is for, with Stripe's word of it, and until when nothing of it is charged, in seconds. Throws `sales.not_running`. */
// authorize: the verb that found it has asked.
export async function itemOf(
	{ services }: CommunityContext,
	{ account, subscriptionId }: Running,
): Promise<{ item: string; freeUntil: number | null; subscription: Stripe.Subscription }> {
	const { subscriptions } = services.payments;
	const subscription = await askStripe(() =>
		subscriptions.retrieve(subscriptionId, {}, on(account)),
	);
	const { items, status, trial_end } = subscription;
	const [item] = items.data;
	if (!item) throw new ConflictError('sales.not_running');
	return { item: item.id, freeUntil: status === 'trialing' ? trial_end : null, subscription };
}
