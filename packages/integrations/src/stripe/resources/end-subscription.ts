import type Stripe from 'stripe';
import { idOf, type Shop } from '../engine/shop.ts';

const TASKS = ['renew', 'trial-ending', 'expire', 'cancel', 'unpause'] as const;

type Ending = {
	status?: 'canceled' | 'incomplete_expired';
	reason?: Stripe.Subscription.CancellationDetails['reason'];
	details?: { comment?: string | null; feedback?: string | null };
};

/** Ends a subscription for good: nothing is billed for it any more, and what is open is no longer collected. */
export function endSubscription(
	shop: Shop,
	subscription: Stripe.Subscription,
	{ status = 'canceled', reason = 'cancellation_requested', details }: Ending = {},
): Stripe.Subscription {
	for (const task of TASKS) shop.never(`subscription.${task}`, subscription.id);
	for (const invoice of shop.by('invoice', 'subscription', subscription.id))
		if (invoice.status === 'open' || invoice.status === 'draft')
			stopCollecting(shop, invoice, status === 'incomplete_expired');
	const now = shop.now();
	const ended = shop.patch('subscription', subscription, {
		...{ status, ended_at: now, pause_collection: null },
		canceled_at: subscription.canceled_at ?? now,
		cancellation_details: {
			...subscription.cancellation_details,
			...({ comment: null, feedback: null, feedback_option: null } as object),
			...withoutUndefined(subscription.cancellation_details ?? {}),
			...withoutUndefined(details ?? {}),
			reason,
		} as Stripe.Subscription.CancellationDetails,
	});
	if (status === 'canceled') shop.tell('customer.subscription.deleted', ended);
	else shop.tell('customer.subscription.updated', ended, { status: subscription.status });
	return ended;
}

function stopCollecting(shop: Shop, invoice: Stripe.Invoice, voids: boolean): void {
	shop.never('invoice.retry', invoice.id);
	shop.never('invoice.finalize', invoice.id);
	const stopped = shop.patch('invoice', invoice, {
		...{ auto_advance: false, next_payment_attempt: null, automatically_finalizes_at: null },
	});
	if (voids && stopped.status === 'open') voidInvoice(shop, stopped);
}

/** Takes back an invoice that was not paid; its payment can no longer be made. */
export function voidInvoice(shop: Shop, invoice: Stripe.Invoice): Stripe.Invoice {
	shop.never('invoice.retry', invoice.id);
	for (const { payment } of shop.by('invoice_payment', 'invoice', invoice.id)) {
		const intent = shop.get('payment_intent', idOf(payment.payment_intent));
		if (intent && intent.status !== 'succeeded')
			shop.patch('payment_intent', intent, { status: 'canceled', canceled_at: shop.now() });
	}
	const voided = shop.patch('invoice', invoice, {
		...{ status: 'void', auto_advance: false, next_payment_attempt: null },
		status_transitions: { ...invoice.status_transitions, voided_at: shop.now() },
	});
	shop.tell('invoice.voided', voided);
	return voided;
}

const withoutUndefined = (given: object): object =>
	Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
