import type Stripe from 'stripe';
import { idOf, type Shop } from '../engine/shop.ts';
import { StripeError } from '../engine/stripe-error.ts';
import { finalizeInvoice, subscriptionOf } from './finalize-invoice.ts';
import { followFailure } from './follow-payment.ts';
import { mayCharge, mayNotCharge } from './may-charge.ts';
import { markPaid, paymentsOf } from './mark-paid.ts';
import { attempt, needsOwner, type Presence } from './payment-intents.ts';

export type PayOptions = Presence & {
	/** Tried by the schedule and not by somebody. */
	automatic?: boolean;
	method?: string | null;
};

type Paid = { invoice: Stripe.Invoice; error: StripeError | null };

/** Tries to pay an open invoice with the card given or the one that is kept for it. */
export function payInvoice(shop: Shop, open: Stripe.Invoice, options: PayOptions = {}): Paid {
	if (open.status !== 'open')
		throw new StripeError(
			open.status === 'paid' ? 'Invoice is already paid' : `The invoice is ${open.status}.`,
			{ code: open.status === 'paid' ? 'invoice_already_paid' : 'invoice_not_payable' },
		);
	const intent = intentOf(shop, open);
	const method = shop.get('payment_method', options.method ?? cardFor(shop, open));
	if (intent === undefined || method === undefined) {
		const error = new StripeError(
			'This customer has no attached payment source or default payment method.',
			{ code: 'resource_missing', keeps: true },
		);
		return { invoice: fail(shop, open, options), error };
	}
	if (!mayCharge(shop)) return { invoice: fail(shop, open, options), error: mayNotCharge() };
	const result = attempt(shop, intent, method, options);
	if (result.outcome === 'succeeded')
		return { invoice: markPaid(shop, open, result.intent), error: null };
	const invoice = fail(shop, open, options);
	if (result.outcome === 'failed') return { invoice, error: result.error };
	shop.tell('invoice.payment_action_required', invoice);
	return { invoice, error: needsOwner(result.intent) };
}

/** The payment that an invoice was finalized with. */
export const intentOf = (shop: Shop, invoice: { id: string }) =>
	shop.get('payment_intent', idOf(paymentsOf(shop, invoice)[0]?.payment.payment_intent));

/** The card an invoice is charged to: its own, its subscription's, or its customer's. */
export function cardFor(shop: Shop, invoice: Stripe.Invoice): string | null {
	const subscription = subscriptionOf(shop, invoice);
	const customer = shop.get('customer', idOf(invoice.customer));
	return (
		idOf(invoice.default_payment_method) ??
		idOf(subscription?.default_payment_method) ??
		idOf(customer?.invoice_settings?.default_payment_method)
	);
}

function fail(shop: Shop, open: Stripe.Invoice, { automatic }: PayOptions): Stripe.Invoice {
	const counts = automatic === true || open.attempt_count === 0;
	const failed = shop.patch('invoice', open, {
		...{ attempted: true, next_payment_attempt: null },
		attempt_count: open.attempt_count + (counts ? 1 : 0),
	});
	if (counts) followFailure(shop, failed);
	const now = shop.get('invoice', failed.id) ?? failed;
	shop.tell('invoice.payment_failed', now);
	return now;
}

/** A draft whose hour is over: finalized, and charged unless it is sent to be paid. */
export function collectInvoice(shop: Shop, id: string): void {
	const draft = shop.get('invoice', id);
	if (draft?.status !== 'draft') return;
	const open = finalizeInvoice(shop, draft);
	if (open.status !== 'open') return;
	if (open.collection_method === 'send_invoice') shop.tell('invoice.sent', open);
	else payInvoice(shop, open, { automatic: true });
}

/** The schedule tries an open invoice again. */
export function retryInvoice(shop: Shop, id: string): void {
	const open = shop.get('invoice', id);
	if (open?.status === 'open') payInvoice(shop, open, { automatic: true });
}
