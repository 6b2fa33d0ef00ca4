import type Stripe from 'stripe';
import { isSame, isWithin, lister, page, type Paging } from '../engine/lists.ts';
import { mergeMetadata } from '../engine/metadata.ts';
import { part, route, type Call } from '../engine/routes.ts';
import { idOf, type Shop } from '../engine/shop.ts';
import { refused, StripeError } from '../engine/stripe-error.ts';
import { needCustomer } from './customers.ts';
import { redeem } from './discounts.ts';
import { billFields, drawInvoice } from './draw-invoice.ts';
import { voidInvoice } from './end-subscription.ts';
import { finalizeInvoice } from './finalize-invoice.ts';
import { markPaid } from './mark-paid.ts';
import { payInvoice } from './pay-invoice.ts';
import { bind, pendingFor, pendingLines } from './pending-items.ts';
import { needPaymentMethod } from './payment-methods.ts';
import { checkAutomaticTax } from './tax-settings.ts';
import { ratesOf } from './taxes.ts';

const DAY = 24 * 60 * 60;

/** The invoice a call names, and its account at the time of its test clock. */
function needOwn(call: Pick<Call, 'path' | 'shop'>): { shop: Shop; invoice: Stripe.Invoice } {
	const invoice = call.shop.need('invoice', part(call));
	return { shop: call.shop.on(invoice.test_clock), invoice };
}

function createInvoice(call: Call<Stripe.InvoiceCreateParams>) {
	const { params } = call;
	checkAutomaticTax(call.shop, params);
	const customer = needCustomer(call.shop, params.customer ?? '');
	const shop = call.shop.on(customer.test_clock);
	const subscription = params.subscription
		? shop.need('subscription', params.subscription, 'subscription')
		: null;
	const pending = pendingFor(shop, customer.id, subscription?.id ?? null);
	const included = params.pending_invoice_items_behavior === 'exclude' ? [] : pending;
	const now = shop.now();
	const currency = params.currency ?? pending[0]?.currency ?? customer.currency ?? 'usd';
	const days = params.days_until_due;
	const invoice = drawInvoice(shop, {
		...{ customer, subscription, currency, reason: 'manual', lines: pendingLines(shop, included) },
		discounts: redeem(shop, params.discounts || [], {
			...{ customer: customer.id, subscription: null, currency, amount: 0 },
		}),
		automaticTax: params.automatic_tax?.enabled === true,
		period: { start: now, end: now },
		fields: {
			auto_advance: params.auto_advance ?? false,
			collection_method: params.collection_method ?? 'charge_automatically',
			description: params.description ?? null,
			...billFields(params as Parameters<typeof billFields>[0]),
			metadata: mergeMetadata(null, params.metadata),
			due_date: params.due_date ?? (days === undefined ? null : now + days * DAY),
			default_payment_method: params.default_payment_method ?? null,
			default_tax_rates: ratesOf(shop, params.default_tax_rates),
		},
	});
	shop.put('invoice', invoice);
	if (params.application_fee_amount !== undefined)
		shop.put('own.note', { id: invoice.id, given: { fee: params.application_fee_amount } });
	bind(shop, included, invoice.id);
	shop.tell('invoice.created', invoice);
	if (invoice.auto_advance) shop.later('invoice.finalize', invoice.id, now + 60 * 60);
	return invoice;
}

function updateInvoice(call: Call<Stripe.InvoiceUpdateParams>) {
	const { shop, invoice } = needOwn(call);
	const { params } = call;
	const updated = shop.patch('invoice', invoice, {
		metadata: mergeMetadata(invoice.metadata, params.metadata),
		...(params.description !== undefined && { description: params.description }),
		...(params.footer !== undefined && { footer: params.footer }),
		...(params.auto_advance !== undefined && { auto_advance: params.auto_advance }),
		...(params.default_payment_method && {
			default_payment_method: needPaymentMethod(shop, params.default_payment_method).id,
		}),
	});
	shop.tell('invoice.updated', updated);
	return updated;
}

function finalize(call: Call<Stripe.InvoiceFinalizeInvoiceParams>) {
	const { shop, invoice } = needOwn(call);
	const open = finalizeInvoice(shop, invoice);
	const collects = call.params.auto_advance ?? invoice.auto_advance;
	if (open.status === 'open' && collects && open.collection_method === 'charge_automatically')
		shop.later('invoice.retry', open.id, shop.now() + 60 * 60);
	return open;
}

function pay(call: Call<Stripe.InvoicePayParams>) {
	const { shop, invoice } = needOwn(call);
	const { params } = call;
	const open = invoice.status === 'draft' ? finalizeInvoice(shop, invoice) : invoice;
	if (open.status === 'open' && params.paid_out_of_band) return payOutside(shop, open);
	if (open.status === 'paid' && invoice.status === 'draft') return open;
	const method = params.payment_method ? needPaymentMethod(shop, params.payment_method).id : null;
	const { invoice: tried, error } = payInvoice(shop, open, { method });
	if (error === null) return tried;
	throw new StripeError(error.message, { ...error.facts, keeps: true });
}

function payOutside(shop: Shop, open: Stripe.Invoice): Stripe.Invoice {
	const paid = markPaid(shop, open, null);
	return shop.patch('invoice', paid, {
		...{ amount_paid: open.amount_due, amount_paid_off_stripe: open.amount_due },
	});
}

function doVoid(call: Call) {
	const { shop, invoice } = needOwn(call);
	if (invoice.status !== 'open' && invoice.status !== 'uncollectible')
		throw refused(`You can only pass in open invoices. This invoice isn't open.`);
	return voidInvoice(shop, invoice);
}

function giveUp(call: Call) {
	const { shop, invoice } = needOwn(call);
	if (invoice.status !== 'open') throw refused("This invoice isn't open.");
	shop.never('invoice.retry', invoice.id);
	const given = shop.patch('invoice', invoice, {
		...{ status: 'uncollectible', auto_advance: false, next_payment_attempt: null },
		status_transitions: { ...invoice.status_transitions, marked_uncollectible_at: shop.now() },
	});
	shop.tell('invoice.marked_uncollectible', given);
	return given;
}

function sendInvoice(call: Call) {
	const { shop, invoice } = needOwn(call);
	const open = invoice.status === 'draft' ? finalizeInvoice(shop, invoice) : invoice;
	shop.tell('invoice.sent', open);
	return open;
}

function deleteDraft(call: Call) {
	const { shop, invoice } = needOwn(call);
	if (invoice.status !== 'draft' || invoice.parent !== null)
		throw refused('You can only delete draft invoices that are not of a subscription.');
	shop.never('invoice.finalize', invoice.id);
	shop.drop('invoice', invoice.id);
	shop.tell('invoice.deleted', invoice);
	return { id: invoice.id, object: 'invoice', deleted: true };
}

const fits = (invoice: Stripe.Invoice, params: Stripe.InvoiceListParams): boolean =>
	isSame(invoice.customer, params.customer) &&
	isSame(invoice.parent?.subscription_details?.subscription, params.subscription) &&
	isSame(invoice.status, params.status) &&
	isSame(invoice.collection_method, params.collection_method) &&
	isWithin(invoice.due_date, params.due_date);

function listLines(call: Call<Paging>) {
	return page(call, call.shop.need('invoice', part(call)).lines.data.toReversed());
}

const listPayments = lister(
	'invoice_payment',
	(payment: Stripe.InvoicePayment, params: Stripe.InvoicePaymentListParams & Paging) =>
		isSame(payment.status, params.status) &&
		isSame(payment.payment.payment_intent, params.payment?.payment_intent),
	['invoice', 'invoice'],
);

function listOwn(call: Call<Stripe.InvoiceListParams & Paging>) {
	const index = call.params.subscription ? 'subscription' : 'customer';
	return lister('invoice', fits, [index, index])(call);
}

const PATH = '/v1/invoices';
export const INVOICES = [
	route('POST', PATH, 'InvoiceCreateParams', createInvoice),
	route('GET', PATH, 'InvoiceListParams', listOwn),
	route('GET', `${PATH}/:id`, null, (call) => call.shop.need('invoice', idOf(part(call)) ?? '')),
	route('POST', `${PATH}/:id`, 'InvoiceUpdateParams', updateInvoice),
	route('DELETE', `${PATH}/:id`, null, deleteDraft),
	route('GET', `${PATH}/:id/lines`, 'InvoiceListLineItemsParams', listLines),
	route('POST', `${PATH}/:id/finalize`, 'InvoiceFinalizeInvoiceParams', finalize),
	route('POST', `${PATH}/:id/pay`, 'InvoicePayParams', pay),
	route('POST', `${PATH}/:id/void`, null, doVoid),
	route('POST', `${PATH}/:id/mark_uncollectible`, null, giveUp),
	route('POST', `${PATH}/:id/send`, null, sendInvoice),
	route('GET', '/v1/invoice_payments', 'InvoicePaymentListParams', listPayments),
	route('GET', '/v1/invoice_payments/:id', null, (call) =>
		call.shop.need('invoice_payment', part(call)),
	),
];
