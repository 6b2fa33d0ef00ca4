import type Stripe from 'stripe';
import { share } from '../engine/money.ts';
import { idOf, type Shop } from '../engine/shop.ts';
import { discountLines, runningDiscounts } from './discounts.ts';
import { lineRates } from './draw-invoice.ts';
import { makePending } from './pending-items.ts';
import { amountIn, decimal } from './prices.ts';
import { nameOf, periodAround } from './subscription-items.ts';

type Paid = { net: number; start: number; end: number };

/** Gives back, to the second, what was billed for an item from `at` on: what was really asked for, discounts taken off. */
export function creditUnused(
	shop: Shop,
	subscription: Stripe.Subscription,
	item: Stripe.SubscriptionItem,
	at: number,
): void {
	const billed = lastBilled(shop, subscription, item, at);
	if (billed === null) return;
	const amount = -share(billed.net, billed.end - at, billed.end - billed.start);
	if (amount === 0) return;
	pend(shop, subscription, item, {
		...{ amount, period: { start: at, end: billed.end } },
		description: `Unused time on ${nameOf(shop, item.price)} after ${showDay(at)}`,
	});
}

/** Asks, to the second, for an item from `at` to the end of the period it is in. */
export function chargeRest(
	shop: Shop,
	subscription: Stripe.Subscription,
	item: Stripe.SubscriptionItem,
	at: number,
): void {
	const { start, end } = periodAround(
		subscription.items.data,
		subscription.billing_cycle_anchor,
		at,
	);
	const unit = amountIn(shop.get('price', item.price.id) ?? item.price, subscription.currency) ?? 0;
	const whole = unit * (item.quantity ?? 1);
	const ids = runningDiscounts(shop, subscription.discounts, at).map(({ id }) => id);
	const line = { amount: whole, product: idOf(item.price.product), discountable: true };
	const off = discountLines(shop, [line], ids).reduce((sum, [amount = 0]) => sum + amount, 0);
	const amount = share(whole - off, end - at, end - start);
	pend(shop, subscription, item, {
		...{ amount, period: { start: at, end } },
		description: `Remaining time on ${item.quantity} × ${nameOf(shop, item.price)} after ${showDay(at)}`,
	});
}

/** The newest line or pending item that asked for this item over `at`. */
function lastBilled(
	shop: Shop,
	subscription: Stripe.Subscription,
	item: Stripe.SubscriptionItem,
	at: number,
): Paid | null {
	const customer = idOf(subscription.customer) ?? '';
	const pending = shop
		.by('invoiceitem', 'pending', customer)
		.filter(({ parent }) => parent?.subscription_details?.subscription_item === item.id)
		.toReversed();
	for (const { amount, period } of pending)
		if (amount >= 0 && period.start <= at && at <= period.end)
			return { net: amount, start: period.start, end: period.end };
	for (const invoice of shop.by('invoice', 'subscription', subscription.id).toReversed()) {
		if (invoice.status === 'void' || invoice.status === 'uncollectible') continue;
		for (const line of invoice.lines.data.toReversed()) {
			const own = line.parent?.subscription_item_details?.subscription_item === item.id;
			const { start, end } = line.period;
			if (!own || line.amount < 0 || start > at || at > end || start === end) continue;
			const off = (line.discount_amounts ?? []).reduce((sum, one) => sum + one.amount, 0);
			return { net: line.amount - off, start, end };
		}
	}
	return null;
}

function pend(
	shop: Shop,
	subscription: Stripe.Subscription,
	item: Stripe.SubscriptionItem,
	given: Pick<Stripe.InvoiceItem, 'amount' | 'description' | 'period'>,
): void {
	makePending(shop, {
		...given,
		...{ customer: idOf(subscription.customer) ?? '', currency: subscription.currency },
		...{ proration: true, discountable: false, quantity: item.quantity ?? 1 },
		tax_rates: lineRates(shop, item.tax_rates, subscription.default_tax_rates),
		parent: {
			type: 'subscription_details',
			subscription_details: { subscription: subscription.id, subscription_item: item.id },
		},
		pricing: {
			type: 'price_details',
			price_details: { price: item.price.id, product: idOf(item.price.product) ?? '' },
			unit_amount_decimal: decimal(
				amountIn(shop.get('price', item.price.id) ?? item.price, subscription.currency),
			),
		},
	});
}

const showDay = (at: number): string =>
	new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' }).format(at * 1000);
