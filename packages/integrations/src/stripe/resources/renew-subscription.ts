import type Stripe from 'stripe';
import { listOf } from '../engine/lists.ts';
import { idOf, type Shop } from '../engine/shop.ts';
import { billSubscription } from './bill-subscription.ts';
import { endSubscription, voidInvoice } from './end-subscription.ts';
import { changeStatus } from './follow-payment.ts';
import { atBoundary } from './schedule-phases.ts';
import { periodAround, renewalLines, type Period } from './subscription-items.ts';
import { schedule } from './subscription-timers.ts';

/** How long a renewal stays a draft that may be changed. */
export const DRAFT_SECONDS = 60 * 60;

/** The end of a period: the subscription ends as it was told to, or its next period is billed. */
export function renewSubscription(shop: Shop, id: string): void {
	const subscription = shop.get('subscription', id);
	const end = subscription?.items.data[0]?.current_period_end ?? Infinity;
	if (subscription === undefined || end > shop.now() || isOver(subscription)) return;
	const { cancel_at: cancelAt } = subscription;
	if (cancelAt !== null && cancelAt <= end) endSubscription(shop, subscription);
	else if (subscription.status === 'incomplete') return;
	else if (!endsTrial(shop, subscription, end)) continueSubscription(shop, subscription, end);
}

const isOver = ({ status }: Stripe.Subscription): boolean =>
	['canceled', 'incomplete_expired', 'paused'].includes(status);

/** A trial that nobody can be charged for may end in another way; true when it did. */
function endsTrial(shop: Shop, subscription: Stripe.Subscription, end: number): boolean {
	if (subscription.status !== 'trialing' || subscription.trial_end !== end) return false;
	const customer = shop.get('customer', idOf(subscription.customer));
	const card =
		idOf(subscription.default_payment_method) ??
		idOf(customer?.invoice_settings?.default_payment_method);
	const wanted = subscription.trial_settings?.end_behavior.missing_payment_method;
	if (card !== null || wanted === 'create_invoice') return false;
	if (wanted === 'cancel') endSubscription(shop, subscription);
	else {
		const paused = changeStatus(shop, subscription, 'paused');
		shop.tell('customer.subscription.paused', paused);
	}
	return true;
}

/** The same subscription, its items in another period. */
export function inPeriod(subscription: Stripe.Subscription, { start, end }: Period) {
	const items = subscription.items.data.map((item) => ({
		...{ ...item, current_period_start: start, current_period_end: end },
	}));
	return {
		items: listOf(items, subscription.items.url) as unknown as Stripe.Subscription['items'],
	};
}

function continueSubscription(shop: Shop, subscription: Stripe.Subscription, start: number): void {
	const going = atBoundary(shop, subscription, start);
	const { end } = periodAround(going.items.data, going.billing_cycle_anchor, start);
	const period = { start, end };
	const wasTrial = subscription.status === 'trialing';
	const fields = {
		...inPeriod(going, period),
		...(wasTrial && { status: 'active' as const }),
	};
	const moved = shop.patch('subscription', going, fields);
	billRenewal(shop, moved, period);
	const billed = shop.need('subscription', subscription.id);
	schedule(shop, billed);
	shop.tell('customer.subscription.updated', billed, {
		...{ items: subscription.items, latest_invoice: subscription.latest_invoice },
		...(wasTrial && { status: 'trialing' }),
	});
}

/** The draft of a period, which collects itself after an hour unless collection is paused. */
export function billRenewal(shop: Shop, subscription: Stripe.Subscription, period: Period) {
	const pause = subscription.pause_collection?.behavior;
	const waits = pause !== undefined || subscription.status === 'unpaid';
	const at = shop.now() + DRAFT_SECONDS;
	const draft = billSubscription(shop, subscription, {
		...{ reason: 'subscription_cycle', lines: renewalLines(shop, subscription, period) },
		period: { start: previousStart(subscription, period), end: period.start },
		fields: { auto_advance: !waits, automatically_finalizes_at: waits ? null : at },
	});
	if (pause === 'void') voidInvoice(shop, draft);
	else if (pause === 'mark_uncollectible') {
		shop.patch('invoice', draft, { status: 'uncollectible' });
		shop.tell('invoice.marked_uncollectible', { ...draft, status: 'uncollectible' });
	} else if (!waits) shop.later('invoice.finalize', draft.id, at);
	return draft;
}

const previousStart = ({ items, billing_cycle_anchor }: Stripe.Subscription, { start }: Period) =>
	periodAround(items.data, billing_cycle_anchor, start - 1).start;

/** Three days before a trial ends, or at once when it is shorter. */
export function tellTrialEnding(shop: Shop, id: string): void {
	const subscription = shop.get('subscription', id);
	if (subscription?.status === 'trialing')
		shop.tell('customer.subscription.trial_will_end', subscription);
}

/** The first payment was not made within 23 hours. */
export function expireSubscription(shop: Shop, id: string): void {
	const subscription = shop.get('subscription', id);
	if (subscription?.status === 'incomplete')
		endSubscription(shop, subscription, { status: 'incomplete_expired' });
}

/** The day that was set for its end. */
export function cancelOnDay(shop: Shop, id: string): void {
	const subscription = shop.get('subscription', id);
	if (subscription && !isOver(subscription)) endSubscription(shop, subscription);
}

/** Collection goes on. */
export function unpauseCollection(shop: Shop, id: string): void {
	const subscription = shop.get('subscription', id);
	if (!subscription?.pause_collection) return;
	const resumed = shop.patch('subscription', subscription, { pause_collection: null });
	shop.tell('customer.subscription.updated', resumed, {
		pause_collection: subscription.pause_collection,
	});
}
