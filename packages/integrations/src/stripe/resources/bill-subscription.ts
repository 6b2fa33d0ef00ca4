import type Stripe from 'stripe';
import { idOf, type Shop } from '../engine/shop.ts';
import { runningDiscounts, couponOf } from './discounts.ts';
import { drawInvoice, type DrawnLine } from './draw-invoice.ts';
import { bind, pendingFor, pendingLines } from './pending-items.ts';

export type Bill = {
	reason: Stripe.Invoice.BillingReason;
	lines: readonly DrawnLine[];
	period: { start: number; end: number };
	fields?: Partial<Stripe.Invoice>;
	/** Whether the discounts of the subscription count; what is prorated has them in its amount already. */
	discounted?: boolean;
};

/** A draft of what a subscription owes: the lines given, and what waited for its next invoice. */
export function billSubscription(
	shop: Shop,
	subscription: Stripe.Subscription,
	bill: Bill,
): Stripe.Invoice {
	const customer = shop.need('customer', idOf(subscription.customer) ?? '', 'customer');
	const pending = pendingFor(shop, customer.id, subscription.id);
	const discounts =
		bill.discounted === false
			? []
			: runningDiscounts(shop, subscription.discounts, shop.now()).map(({ id }) => id);
	const invoice = shop.put(
		'invoice',
		drawInvoice(shop, {
			...{ customer, subscription, currency: subscription.currency, reason: bill.reason },
			...{ discounts, period: bill.period, automaticTax: subscription.automatic_tax.enabled },
			lines: [...pendingLines(shop, pending), ...bill.lines],
			fields: {
				collection_method: subscription.collection_method,
				default_payment_method: null,
				...(subscription.days_until_due !== null && {
					due_date: shop.now() + subscription.days_until_due * 24 * 60 * 60,
				}),
				...bill.fields,
			},
		}),
	);
	bind(shop, pending, invoice.id);
	shop.patch('subscription', subscription, {
		latest_invoice: invoice.id,
		...(bill.lines.some(({ amount }) => amount > 0) && {
			discounts: withoutSpent(shop, subscription, discounts),
		}),
	});
	if (customer.currency !== subscription.currency)
		shop.patch('customer', customer, { currency: subscription.currency });
	shop.tell('invoice.created', invoice);
	return invoice;
}

/** A coupon for one invoice has done its part. */
function withoutSpent(shop: Shop, subscription: Stripe.Subscription, used: readonly string[]) {
	return subscription.discounts.filter((given) => {
		const id = idOf(given) ?? '';
		return !used.includes(id) || couponOf(shop, id).duration !== 'once';
	});
}
