import type Stripe from 'stripe';
import { idOf, type Shop } from '../engine/shop.ts';
import { followPayment } from './follow-payment.ts';

/** The payments of an invoice, the one it was made with first. */
export const paymentsOf = (shop: Shop, { id }: { id: string }): Stripe.InvoicePayment[] =>
	shop.by('invoice_payment', 'invoice', id);

/** Settles an open invoice; its subscription goes on from there. */
export function markPaid(
	shop: Shop,
	open: Stripe.Invoice,
	intent: Stripe.PaymentIntent | null,
): Stripe.Invoice {
	shop.never('invoice.retry', open.id);
	const now = shop.now();
	const paid = shop.patch('invoice', open, {
		...{ status: 'paid', attempted: true, auto_advance: false, next_payment_attempt: null },
		...{ amount_paid: intent?.amount_received ?? 0, amount_remaining: 0 },
		status_transitions: { ...open.status_transitions, paid_at: now },
	});
	for (const payment of paymentsOf(shop, open)) {
		const isMade = intent !== null && payment.payment.payment_intent === intent.id;
		const settled = shop.patch('invoice_payment', payment, {
			...(isMade
				? { status: 'paid', amount_paid: intent.amount_received }
				: { status: 'canceled' }),
			status_transitions: { canceled_at: isMade ? null : now, paid_at: isMade ? now : null },
		});
		if (isMade) shop.tell('invoice_payment.paid', settled);
	}
	shop.tell('invoice.paid', paid);
	shop.tell('invoice.payment_succeeded', paid);
	followPayment(shop, paid, idOf(intent?.payment_method));
	return paid;
}
