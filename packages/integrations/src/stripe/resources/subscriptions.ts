import type Stripe from 'stripe';
import { isSame, lister, page, type Paging } from '../engine/lists.ts';
import { part, route, type Call } from '../engine/routes.ts';
import { idOf, type Shop } from '../engine/shop.ts';
import { refused } from '../engine/stripe-error.ts';
import { billSubscription } from './bill-subscription.ts';
import { updateSubscription } from './change-subscription.ts';
import { endSubscription } from './end-subscription.ts';
import { finalizeInvoice } from './finalize-invoice.ts';
import { changeStatus } from './follow-payment.ts';
import { payInvoice } from './pay-invoice.ts';
import { creditUnused } from './prorate.ts';
import { inPeriod } from './renew-subscription.ts';
import { startSubscription } from './start-subscription.ts';
import { itemLines, periodAround } from './subscription-items.ts';
import { schedule } from './subscription-timers.ts';

/** The subscription a call names, and its account at the time of its test clock. */
function needOwn(call: Pick<Call, 'path' | 'shop'>): {
	shop: Shop;
	subscription: Stripe.Subscription;
} {
	const subscription = call.shop.need('subscription', part(call));
	return { shop: call.shop.on(subscription.test_clock), subscription };
}

function update(call: Call<Stripe.SubscriptionUpdateParams>) {
	const { shop, subscription } = needOwn(call);
	return updateSubscription(shop, subscription, call.params);
}

function cancel(call: Call<Stripe.SubscriptionCancelParams>) {
	const { shop, subscription } = needOwn(call);
	const { invoice_now: bills, prorate, cancellation_details: details } = call.params;
	if (['canceled', 'incomplete_expired'].includes(subscription.status))
		throw refused(`No such subscription: '${subscription.id}'`, 'id', 'resource_missing');
	if (prorate)
		for (const item of subscription.items.data) creditUnused(shop, subscription, item, shop.now());
	const said = details && {
		...(details.comment !== undefined && { comment: details.comment || null }),
		...(details.feedback !== undefined && { feedback: details.feedback || null }),
	};
	if (bills) {
		const now = shop.now();
		const open = finalizeInvoice(
			shop,
			billSubscription(shop, subscription, {
				...{ reason: 'subscription_update', lines: [], period: { start: now, end: now } },
				discounted: false,
			}),
		);
		if (open.status === 'open') payInvoice(shop, open);
	}
	const current = shop.need('subscription', subscription.id);
	return endSubscription(shop, current, said ? { details: said } : {});
}

/** Stops the service and its billing; unused time may be credited. */
function pause(call: Call<Stripe.SubscriptionPauseParams>) {
	const { shop, subscription } = needOwn(call);
	if (!['active', 'past_due', 'trialing'].includes(subscription.status))
		throw refused(`A subscription that is ${subscription.status} cannot be paused.`);
	if (call.params.bill_for?.unused_time_from?.type === 'now')
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
function resume(call: Call<Stripe.SubscriptionResumeParams>) {
	const { shop, subscription } = needOwn(call);
	if (subscription.status !== 'paused')
		throw refused(`Only a paused subscription can be resumed; this one is ${subscription.status}.`);
	const now = shop.now();
	const keeps = call.params.billing_cycle_anchor?.type === 'unchanged';
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

function fits(subscription: Stripe.Subscription, params: Stripe.SubscriptionListParams): boolean {
	const { status, customer, price } = params;
	if (!isSame(subscription.customer, customer)) return false;
	if (price && !subscription.items.data.some((item) => item.price.id === price)) return false;
	const isEnded = ['canceled', 'incomplete_expired'].includes(subscription.status);
	if (status === undefined) return subscription.status !== 'canceled';
	if (status === 'all') return true;
	return status === 'ended' ? isEnded : subscription.status === status;
}

function listItems(call: Call<Stripe.SubscriptionItemListParams & Paging>) {
	const { items } = call.shop.need('subscription', call.params.subscription ?? '', 'subscription');
	return page(call, items.data.toReversed());
}

function removeDiscount(call: Call) {
	const { shop, subscription } = needOwn(call);
	const [first] = subscription.discounts;
	const id = idOf(first);
	updateSubscription(shop, subscription, { discounts: '' });
	return { id, object: 'discount', deleted: true };
}

const PATH = '/v1/subscriptions';
export const SUBSCRIPTIONS = [
	route(
		'POST',
		PATH,
		'SubscriptionCreateParams',
		(call: Call<Stripe.SubscriptionCreateParams>) =>
			startSubscription(call.shop, call.params).subscription,
	),
	route(
		'GET',
		PATH,
		'SubscriptionListParams',
		lister('subscription', fits, ['customer', 'customer']),
	),
	route('GET', `${PATH}/:id`, null, (call) => call.shop.need('subscription', part(call))),
	route('POST', `${PATH}/:id`, 'SubscriptionUpdateParams', update),
	route('DELETE', `${PATH}/:id`, 'SubscriptionCancelParams', cancel),
	route('POST', `${PATH}/:id/pause`, 'SubscriptionPauseParams', pause),
	route('POST', `${PATH}/:id/resume`, 'SubscriptionResumeParams', resume),
	route('DELETE', `${PATH}/:id/discount`, null, removeDiscount),
	route('GET', '/v1/subscription_items', 'SubscriptionItemListParams', listItems),
];
