import type { Stripe } from 'stripe';
import type { Services } from '../context.ts';
import { askStripe } from '../ask-stripe.ts';
import { on } from './at-stripe.ts';

/** What Stripe says of a purchase now. */
export type Told = {
	session: Stripe.Checkout.Session | null;
	subscription: Stripe.Subscription | null;
	payment: Stripe.PaymentIntent | null;
};

type Known = {
	account: string;
	sessionId: string | null;
	subscriptionId: string | null;
	paymentId: string | null;
};

const PARTS = ['discounts.source.coupon', 'latest_invoice', 'default_payment_method'];

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
	return {
		session,
		subscription:
			subscription === null
				? null
				: await askStripe(() =>
						payments.subscriptions.retrieve(subscription, { expand: PARTS }, on(account)),
					),
		payment:
			payment === null
				? null
				: await askStripe(() =>
						payments.paymentIntents.retrieve(payment, { expand: ['latest_charge'] }, on(account)),
					),
	};
}

/** What Stripe calls something that it gives whole or by name. */
export const nameOf = (thing: string | { id: string } | null | undefined): string | null =>
	typeof thing === 'string' ? thing : (thing?.id ?? null);
