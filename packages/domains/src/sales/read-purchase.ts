import type { Stripe } from 'stripe';
import type { Services } from '../context.ts';
import { askStripe } from '../ask-stripe.ts';
import { on } from './at-stripe.ts';
import { partsOf, partsPaid } from './instalments.ts';

/** What Stripe says of a purchase now. */
export type Told = {
	session: Stripe.Checkout.Session | null;
	subscription: Stripe.Subscription | null;
	payment: Stripe.PaymentIntent | null;
	/** Of a subscription that is paid in parts: how many were. */
	partsPaid: number;
};

type Known = {
	account: string;
	sessionId: string | null;
	subscriptionId: string | null;
	paymentId: string | null;
};

/** As many as parts there may be, and some more. */
const MOST_INVOICES = 100;
const PARTS = [
	...['discounts.source.coupon', 'latest_invoice', 'default_payment_method'],
	// Without it a price tells its own currency alone.
	'items.data.price.currency_options',
	// Where its buyer lives decides about the tax.
	'customer.tax_ids',
];
const OF_PAYMENT = ['latest_charge', 'customer.tax_ids'];

/** Reads a purchase again, by whatever is known of it. Throws `payments.unavailable` and `payments.refused`. */
export async function readPurchase(
	{ payments }: Services,
	{ account, sessionId, subscriptionId, paymentId }: Known,
): Promise<Told> {
	const session =
		sessionId === null
			? null
			: await askStripe(() => payments.checkout.sessions.retrieve(sessionId, {}, on(account)));
	const ofSession = nameOf(session?.subscription);
	const subscription = ofSession ?? subscriptionId;
	const payment = nameOf(session?.payment_intent) ?? paymentId;
	const told =
		subscription === null
			? null
			: await askStripe(() =>
					payments.subscriptions.retrieve(subscription, { expand: PARTS }, on(account)),
				);
	return {
		...{ session, subscription: told },
		partsPaid: told && partsOf(told) !== null ? await paidOf(payments, account, told.id) : 0,
		payment:
			payment === null
				? null
				: await askStripe(() =>
						payments.paymentIntents.retrieve(payment, { expand: OF_PAYMENT }, on(account)),
					),
	};
}

async function paidOf(
	{ invoices }: Services['payments'],
	account: string,
	subscription: string,
): Promise<number> {
	const asked = { subscription, status: 'paid' as const, limit: MOST_INVOICES };
	return partsPaid((await askStripe(() => invoices.list(asked, on(account)))).data);
}

/** What Stripe calls something that it gives whole or by name. */
export const nameOf = (thing: string | { id: string } | null | undefined): string | null =>
	typeof thing === 'string' ? thing : (thing?.id ?? null);
