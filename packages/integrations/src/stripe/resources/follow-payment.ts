import type Stripe from 'stripe';
import { idOf, type Shop } from '../engine/shop.ts';
import { changeCustomer } from './customers.ts';
import { endSubscription } from './end-subscription.ts';

const DAY = 24 * 60 * 60;

/** A subscription after its status became another. */
export function changeStatus(
	shop: Shop,
	subscription: Stripe.Subscription,
	status: Stripe.Subscription.Status,
	fields: Partial<Stripe.Subscription> = {},
): Stripe.Subscription {
	const changed = shop.patch('subscription', subscription, { ...fields, status });
	shop.tell('customer.subscription.updated', changed, { status: subscription.status });
	return changed;
}

const subscriptionOf = (shop: Shop, invoice: Stripe.Invoice) =>
	shop.get('subscription', idOf(invoice.parent?.subscription_details?.subscription));

/** What a paid invoice means for its subscription: the first starts it, the newest brings it back. */
export function followPayment(shop: Shop, invoice: Stripe.Invoice, method: string | null): void {
	const subscription = subscriptionOf(shop, invoice);
	if (subscription === undefined) return;
	const saves = subscription.payment_settings?.save_default_payment_method === 'on_subscription';
	const fields = saves && method !== null ? { default_payment_method: method } : {};
	const isNewest = idOf(subscription.latest_invoice) === invoice.id;
	if (subscription.status === 'incomplete') {
		shop.never('subscription.expire', subscription.id);
		const trials = (subscription.trial_end ?? 0) > shop.now();
		changeStatus(shop, subscription, trials ? 'trialing' : 'active', fields);
	} else if (isNewest && ['past_due', 'unpaid'].includes(subscription.status))
		changeStatus(shop, subscription, 'active', fields);
	else if (saves && method !== null) shop.patch('subscription', subscription, fields);
	settleDelinquency(shop, invoice);
}

function settleDelinquency(shop: Shop, invoice: Stripe.Invoice): void {
	const customer = shop.get('customer', idOf(invoice.customer));
	if (!customer?.delinquent) return;
	const owes = shop
		.by('invoice', 'customer', customer.id)
		.some(({ status, attempted }) => status === 'open' && attempted);
	if (!owes) changeCustomer(shop, customer, { delinquent: false });
}

/** What a failed payment means: it is tried again on some days, and at last the account's setting decides. */
export function followFailure(shop: Shop, invoice: Stripe.Invoice): void {
	const subscription = subscriptionOf(shop, invoice);
	if (subscription === undefined || subscription.status === 'incomplete') return;
	const customer = shop.get('customer', idOf(invoice.customer));
	if (customer && !customer.delinquent) changeCustomer(shop, customer, { delinquent: true });
	const { retryDays, afterRetries } = shop.world.settings;
	const days = retryDays[invoice.attempt_count - 1];
	const isOver = ['canceled', 'incomplete_expired', 'unpaid'].includes(subscription.status);
	if (isOver) return;
	if (days !== undefined && invoice.auto_advance !== false) {
		const next = shop.now() + days * DAY;
		shop.patch('invoice', invoice, { next_payment_attempt: next });
		shop.later('invoice.retry', invoice.id, next);
	}
	if (days === undefined && afterRetries === 'canceled') {
		endSubscription(shop, subscription, { reason: 'payment_failed' });
		return;
	}
	const status = days === undefined && afterRetries === 'unpaid' ? 'unpaid' : 'past_due';
	if (status !== subscription.status) changeStatus(shop, subscription, status);
}
