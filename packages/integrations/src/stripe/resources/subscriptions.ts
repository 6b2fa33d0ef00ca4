import type Stripe from 'stripe';
import { isSame, lister, page, type Paging } from '../engine/lists.ts';
import { part, route, type Call } from '../engine/routes.ts';
import { idOf, type Shop } from '../engine/shop.ts';
import { refused } from '../engine/stripe-error.ts';
import { billSubscription } from './bill-subscription.ts';
import { updateSubscription } from './change-subscription.ts';
import { endSubscription } from './end-subscription.ts';
import { finalizeInvoice } from './finalize-invoice.ts';
import { payInvoice } from './pay-invoice.ts';
import { pauseSubscription, resumeSubscription } from './pause-subscription.ts';
import { creditUnused } from './prorate.ts';
import { startSubscription } from './start-subscription.ts';

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

function pause(call: Call<Stripe.SubscriptionPauseParams>) {
	const { shop, subscription } = needOwn(call);
	return pauseSubscription(
		shop,
		subscription,
		call.params.bill_for?.unused_time_from?.type === 'now',
	);
}

function resume(call: Call<Stripe.SubscriptionResumeParams>) {
	const { shop, subscription } = needOwn(call);
	const keeps = call.params.billing_cycle_anchor?.type === 'unchanged';
	return resumeSubscription(shop, subscription, keeps);
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
