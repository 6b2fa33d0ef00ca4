import type Stripe from 'stripe';
import type { Includes } from '../engine/expand.ts';
import { listOf } from '../engine/lists.ts';
import { stateOf } from './checkout-pricing.ts';
import { intentOf } from './pay-invoice.ts';
import { paymentsOf } from './mark-paid.ts';

/** Fields that are shown only when they are asked for. */
export const INCLUDES: Includes = {
	'checkout.session.line_items': (shop, { id }: Stripe.Checkout.Session) =>
		listOf(stateOf(shop, id).shown, `/v1/checkout/sessions/${id}/line_items`),
	'customer.subscriptions': (shop, { id }: Stripe.Customer) =>
		listOf(shop.by('subscription', 'customer', id), `/v1/customers/${id}/subscriptions`),
	'customer.tax_ids': (shop, { id }: Stripe.Customer) =>
		listOf(shop.by('tax_id', 'customer', id), `/v1/customers/${id}/tax_ids`),
	'invoice.payments': (shop, { id }: Stripe.Invoice) =>
		listOf(paymentsOf(shop, { id }), `/v1/invoice_payments?invoice=${id}`),
	'invoice.confirmation_secret': (shop, invoice: Stripe.Invoice) => {
		const client_secret = intentOf(shop, invoice)?.client_secret;
		return client_secret ? { client_secret, type: 'payment_intent' } : null;
	},
	'price.currency_options': (shop, { id }: Stripe.Price) => shop.get('price', id)?.currency_options,
	'charge.refunds': (shop, { id }: Stripe.Charge) =>
		listOf(shop.by('refund', 'charge', id), `/v1/charges/${id}/refunds`),
};
