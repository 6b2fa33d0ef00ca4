import type Stripe from 'stripe';
import type { Shop } from '../engine/shop.ts';
import { refused } from '../engine/stripe-error.ts';
import { billSubscription } from './bill-subscription.ts';
import { finalizeInvoice } from './finalize-invoice.ts';
import { changeStatus } from './follow-payment.ts';
import { payInvoice } from './pay-invoice.ts';
import { creditUnused } from './prorate.ts';
import { inPeriod } from './renew-subscription.ts';
import { itemLines, periodAround } from './subscription-items.ts';
import { schedule } from './subscription-timers.ts';

/** Stops the service and its billing; unused time may be credited. */
export function pauseSubscription(shop: Shop, subscription: Stripe.Subscription, credits: boolean) {
	if (!['active', 'past_due', 'trialing'].includes(subscription.status))
		throw refused(`A subscription that is ${subscription.status} cannot be paused.`);
	if (credits)
		for (const item of subscription.items.data) creditUnused(shop, subscription, item, shop.now());
	shop.never('subscription.renew', subscription.id);
	const paused = changeStatus(shop, subscription, 'paused', {
		status_details: {
			paused: {
				...{ subscription: { type: 'pause_requested' }, transitioned_at: shop.now() },
				type: 'subscription',
			},
		} as unknown as Stripe.Subscription.StatusDetails,
	});
	shop.tell('customer.subscription.paused', paused);
	return paused;
}

/** A paused subscription goes on: in a new period from now, or in the one it was in. */
export function resumeSubscription(shop: Shop, subscription: Stripe.Subscription, keeps: boolean) {
	if (subscription.status !== 'paused')
		throw refused(`Only a paused subscription can be resumed; this one is ${subscription.status}.`);
	const now = shop.now();
	const isInPeriod = (subscription.items.data[0]?.current_period_end ?? 0) > now;
	const { status_details: _, ...rest } = subscription;
	if (keeps && isInPeriod) {
		const going = changeStatus(shop, rest, 'active');
		shop.put('subscription', going);
		schedule(shop, going);
		shop.tell('customer.subscription.resumed', going);
		return going;
	}
	const anchor = keeps ? subscription.billing_cycle_anchor : now;
	const { end } = periodAround(subscription.items.data, anchor, now);
	const moved = shop.put('subscription', {
		...{ ...rest, ...inPeriod(subscription, { start: now, end }), billing_cycle_anchor: anchor },
		status: 'active',
	});
	shop.tell('customer.subscription.updated', moved, { status: 'paused' });
	const draft = billSubscription(shop, moved, {
		...{ reason: 'subscription_update', period: { start: now, end: now } },
		lines: itemLines(shop, moved, { start: now, end }),
	});
	const open = finalizeInvoice(shop, draft);
	if (open.status === 'open') payInvoice(shop, open, { automatic: true });
	const going = shop.need('subscription', subscription.id);
	schedule(shop, going);
	shop.tell('customer.subscription.resumed', going);
	return going;
}
