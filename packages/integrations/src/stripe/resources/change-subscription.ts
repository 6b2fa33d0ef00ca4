import type Stripe from 'stripe';
import { listOf } from '../engine/lists.ts';
import { idOf, type Shop } from '../engine/shop.ts';
import { refused } from '../engine/stripe-error.ts';
import { billSubscription } from './bill-subscription.ts';
import {
	changeItems,
	costOf,
	costsOther,
	type ItemChange,
	type ItemChangeGiven,
} from './change-items.ts';
import { finalizeInvoice } from './finalize-invoice.ts';
import { payInvoice } from './pay-invoice.ts';
import { chargeRest, creditUnused } from './prorate.ts';
import { inPeriod } from './renew-subscription.ts';
import { itemLines, periodAround, rhythmOf } from './subscription-items.ts';
import { schedule } from './subscription-timers.ts';
import { updateFields } from './update-fields.ts';

type Update = Stripe.SubscriptionUpdateParams;

const MOST_TRIAL_SECONDS = 730 * 24 * 60 * 60;

export type Changed = {
	subscription: Stripe.Subscription;
	/** The draft that the change is billed with at once; without one it waits for the next renewal. */
	draft: Stripe.Invoice | null;
};

/** Does an update, and bills it as far as it has to be; nothing is collected yet. */
export function changeSubscription(shop: Shop, old: Stripe.Subscription, params: Update): Changed {
	if (['canceled', 'incomplete_expired'].includes(old.status))
		throw refused('A canceled subscription can only update its cancellation_details and metadata.');
	if (params.payment_behavior === 'pending_if_incomplete')
		throw refused('The stand-in knows no pending updates.', 'payment_behavior');
	const at = params.proration_date ?? shop.now();
	const named = old.items.data[0];
	if (at < (named?.current_period_start ?? 0) || at > (named?.current_period_end ?? Infinity))
		throw refused('Cannot specify proration date outside of the current period.', 'proration_date');
	const changes = changeItems(shop, old, (params.items ?? []) as ItemChangeGiven[]);
	const fielded = shop.put('subscription', { ...old, ...updateFields(shop, old, params) });
	const prorates = params.proration_behavior !== 'none';
	const trialed = trialMove(shop, fielded, params);
	const draft = startsAnew(shop, fielded, changes, params)
		? beginAnew(shop, fielded, changes, { at, prorates })
		: trialed
			? moveTrial(shop, trialed, changes, prorates)
			: stay(shop, fielded, changes, {
					at,
					prorates,
					atOnce: params.proration_behavior === 'always_invoice',
				});
	const subscription = shop.need('subscription', old.id);
	schedule(shop, subscription);
	tellChanges(shop, old, subscription);
	return { subscription, draft };
}

const after = (changes: readonly ItemChange[]) =>
	changes.flatMap((change) => (change.after === null ? [] : [change.after]));

/** Another interval, the first price above nothing, or the wish itself start a new period now. */
function startsAnew(
	shop: Shop,
	subscription: Stripe.Subscription,
	changes: readonly ItemChange[],
	params: Update,
): boolean {
	if (params.billing_cycle_anchor?.type === 'now' || params.trial_end === 'now') return true;
	if (subscription.status === 'trialing') return false;
	const [was, is] = [rhythmOf(subscription.items.data), rhythmOf(after(changes))];
	if (was.interval !== is.interval || was.count !== is.count) return true;
	const { currency, items } = subscription;
	return costOf(shop, items.data, currency) === 0 && costOf(shop, after(changes), currency) > 0;
}

type How = { at: number; prorates: boolean };

function beginAnew(
	shop: Shop,
	subscription: Stripe.Subscription,
	changes: readonly ItemChange[],
	{ at, prorates }: How,
): Stripe.Invoice {
	const trials = subscription.status === 'trialing';
	if (prorates && !trials)
		for (const { before } of changes) if (before) creditUnused(shop, subscription, before, at);
	const now = shop.now();
	const items = after(changes);
	const { end } = periodAround(items, now, now);
	const moved = shop.patch('subscription', subscription, {
		...inPeriod(withItems(subscription, items), { start: now, end }),
		...{ billing_cycle_anchor: now, ...(trials && { status: 'active', trial_end: now }) },
	});
	return billSubscription(shop, moved, {
		...{ reason: 'subscription_update', period: { start: now, end: now } },
		lines: itemLines(shop, moved, { start: now, end }),
	});
}

/** The same period: the rest of it is credited and charged line by line. */
function stay(
	shop: Shop,
	subscription: Stripe.Subscription,
	changes: readonly ItemChange[],
	{ at, prorates, atOnce }: How & { atOnce: boolean },
): Stripe.Invoice | null {
	const moved = shop.put('subscription', withItems(subscription, after(changes)));
	const costly = changes.filter(costsOther);
	if (costly.length === 0 || !prorates || subscription.status === 'trialing') return null;
	for (const { before } of costly) if (before) creditUnused(shop, subscription, before, at);
	for (const change of costly) if (change.after) chargeRest(shop, moved, change.after, at);
	if (!atOnce) return null;
	const now = shop.now();
	return billSubscription(shop, moved, {
		...{ reason: 'subscription_update', lines: [], period: { start: now, end: now } },
		discounted: false,
		fields: {
			parent: {
				...{ quote_details: null, type: 'subscription_details' },
				subscription_details: {
					...{ metadata: moved.metadata, subscription: moved.id, subscription_proration_date: at },
				},
			},
		},
	});
}

const withItems = (subscription: Stripe.Subscription, items: Stripe.SubscriptionItem[]) => ({
	...subscription,
	items: listOf(items, subscription.items.url) as unknown as Stripe.Subscription['items'],
});

function trialMove(shop: Shop, subscription: Stripe.Subscription, { trial_end: end }: Update) {
	if (typeof end !== 'number') return null;
	if (end <= shop.now()) throw refused('Invalid timestamp: must be in the future.', 'trial_end');
	if (end > shop.now() + MOST_TRIAL_SECONDS)
		throw refused('The maximum number of trial period days is 730 (2 years).', 'trial_end');
	const began = subscription.status === 'trialing' ? subscription.trial_start : null;
	return shop.patch('subscription', subscription, {
		...{ billing_cycle_anchor: end, trial_end: end, trial_start: began ?? shop.now() },
		...{ status: 'trialing', ...(subscription.cancel_at_period_end && { cancel_at: end }) },
	});
}

/**
 * A trial given or moved: what was paid for the time in it is credited unless nothing is to be prorated, the period ends with
 * it, and an invoice of nothing is made at once.
 */
function moveTrial(
	shop: Shop,
	subscription: Stripe.Subscription,
	changes: readonly ItemChange[],
	prorates: boolean,
): Stripe.Invoice {
	const now = shop.now();
	if (prorates)
		for (const { before } of changes) if (before) creditUnused(shop, subscription, before, now);
	const period = { start: now, end: subscription.trial_end ?? now };
	const moved = shop.patch('subscription', subscription, {
		...inPeriod(withItems(subscription, after(changes)), period),
	});
	return billSubscription(shop, moved, {
		...{ reason: 'subscription_update', lines: itemLines(shop, moved, period, true) },
		period: { start: now, end: now },
	});
}

function tellChanges(shop: Shop, old: Stripe.Subscription, now: Stripe.Subscription): void {
	const keys = Object.keys(now) as (keyof Stripe.Subscription)[];
	const changed = keys.filter((key) => JSON.stringify(old[key]) !== JSON.stringify(now[key]));
	const previous = Object.fromEntries(changed.map((key) => [key, old[key]]));
	if (changed.length > 0) shop.tell('customer.subscription.updated', now, previous);
}

/** Does an update and collects what it asks for at once. */
export function updateSubscription(shop: Shop, old: Stripe.Subscription, params: Update) {
	const { draft } = changeSubscription(shop, old, params);
	if (draft !== null) {
		const open = finalizeInvoice(shop, draft);
		const charges = open.collection_method === 'charge_automatically';
		if (open.status === 'open' && charges) {
			const { error } = payInvoice(shop, open, { automatic: true });
			if (error && params.payment_behavior === 'error_if_incomplete')
				throw Object.assign(error, { facts: { ...error.facts, status: 402, keeps: false } });
		}
	}
	return shop.need('subscription', idOf(old) ?? '');
}
