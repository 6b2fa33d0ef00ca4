import type Stripe from 'stripe';
import { percentOf } from '../engine/money.ts';
import { idOf, type Shop } from '../engine/shop.ts';
import { StripeError } from '../engine/stripe-error.ts';
import { moveBalance } from './customers.ts';
import { markPaid } from './mark-paid.ts';
import { makeIntent } from './payment-intents.ts';

/** The subscription an invoice is for. */
export const subscriptionOf = (shop: Shop, invoice: Stripe.Invoice) =>
	shop.get('subscription', idOf(invoice.parent?.subscription_details?.subscription));

/** Gives a draft its number and its payment; from then on its sums stay. One that asks for nothing is paid at once. */
export function finalizeInvoice(shop: Shop, draft: Stripe.Invoice): Stripe.Invoice {
	if (draft.status !== 'draft')
		throw new StripeError('This invoice is already finalized.', { code: 'invoice_not_editable' });
	shop.never('invoice.finalize', draft.id);
	const { customer, applied } = useBalance(shop, draft);
	const sequence = customer.next_invoice_sequence ?? 1;
	const numbered = changeQuietly(shop, customer, { next_invoice_sequence: sequence + 1 });
	const due = Math.max(0, draft.total + applied);
	const page = `${shop.world.pagesUrl}/dev/stripe/invoice/${shop.account}-${draft.id}`;
	const open = shop.patch('invoice', draft, {
		...{ status: 'open', amount_due: due, amount_remaining: due, automatically_finalizes_at: null },
		...{ starting_balance: customer.balance + applied, ending_balance: numbered.balance },
		...{ hosted_invoice_url: page, invoice_pdf: `${page}/pdf`, effective_at: shop.now() },
		number: `${customer.invoice_prefix}-${String(sequence).padStart(4, '0')}`,
		status_transitions: { ...draft.status_transitions, finalized_at: shop.now() },
		...(draft.collection_method === 'send_invoice' && {
			due_date: draft.due_date ?? shop.now() + 30 * 24 * 60 * 60,
		}),
	});
	if (due > 0) addPayment(shop, open, due);
	shop.tell('invoice.finalized', open);
	return due === 0 ? markPaid(shop, open, null) : open;
}

/** A credit pays for what it can; a sum below zero becomes credit. */
function useBalance(shop: Shop, { customer: id, total, currency, id: invoice }: Stripe.Invoice) {
	const customer = shop.need('customer', idOf(id) ?? '', 'customer');
	const credit = Math.max(0, -customer.balance);
	const change = total < 0 ? total : credit > 0 ? Math.min(credit, total) : -customer.balance;
	if (change === 0) return { customer, applied: 0 };
	moveBalance(shop, customer, {
		...{ amount: change, currency, invoice, type: 'applied_to_invoice' as const },
	});
	return { customer: shop.need('customer', customer.id), applied: -change };
}

function changeQuietly(shop: Shop, { id }: Stripe.Customer, fields: Partial<Stripe.Customer>) {
	return shop.patch('customer', shop.need('customer', id), fields);
}

function addPayment(shop: Shop, invoice: Stripe.Invoice, amount: number): void {
	const percent = subscriptionOf(shop, invoice)?.application_fee_percent;
	const intent = makeIntent(shop, {
		...{ amount, currency: invoice.currency, customer: idOf(invoice.customer) },
		application_fee_amount: percent ? percentOf(amount, percent) : feeOf(shop, invoice),
		description: invoice.billing_reason === 'subscription_create' ? 'Subscription creation' : null,
		setup_future_usage: invoice.parent === null ? null : 'off_session',
	});
	shop.make('invoice_payment', {
		...{ amount_requested: amount, currency: invoice.currency, invoice: invoice.id },
		...{ is_default: true, status: 'open' },
		payment: { payment_intent: intent.id, type: 'payment_intent' },
		status_transitions: { canceled_at: null, paid_at: null },
	});
}

/** A fee that was set on an invoice without a subscription. */
const feeOf = (shop: Shop, invoice: Stripe.Invoice): number | null =>
	(shop.get('own.note', invoice.id)?.given['fee'] as number | undefined) ?? null;
