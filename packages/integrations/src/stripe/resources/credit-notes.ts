import type Stripe from 'stripe';
import { isSame, listOf, lister } from '../engine/lists.ts';
import { mergeMetadata } from '../engine/metadata.ts';
import { share } from '../engine/money.ts';
import { part, route, type Call } from '../engine/routes.ts';
import { idOf, type Shop } from '../engine/shop.ts';
import { refused } from '../engine/stripe-error.ts';
import { moveBalance } from './customers.ts';
import { markPaid } from './mark-paid.ts';
import { intentOf } from './pay-invoice.ts';
import { refundCharge } from './refunds.ts';
import { decimal } from './prices.ts';

type Given = Stripe.CreditNoteCreateParams;

/** Takes back a part of a finalized invoice: before it is paid less is due, afterwards it is refunded or credited. */
function createNote(call: Call<Given>) {
	const { params } = call;
	const invoice = call.shop.need('invoice', params.invoice, 'invoice');
	const shop = call.shop.on(invoice.test_clock);
	if (invoice.status !== 'open' && invoice.status !== 'paid')
		throw refused('A credit note is for an invoice that is open or paid.', 'invoice');
	const amount = amountOf(params, invoice);
	const noted = invoice.pre_payment_credit_notes_amount + invoice.post_payment_credit_notes_amount;
	if (!(amount > 0) || amount > invoice.total - noted)
		throw refused('The sum of credit notes cannot be greater than the invoice.', 'amount');
	const isPaid = invoice.status === 'paid';
	const note = shop.make('credit_note', noteFields(shop, params, invoice, amount));
	const done = isPaid
		? settlePaid(shop, params, invoice, note)
		: shop.patch('credit_note', note, { pre_payment_amount: amount });
	const field = isPaid ? 'post_payment_credit_notes_amount' : 'pre_payment_credit_notes_amount';
	const left = isPaid ? 0 : invoice.amount_remaining - amount;
	const noted2 = shop.patch('invoice', shop.need('invoice', invoice.id), {
		[field]: invoice[field] + amount,
		...(!isPaid && { amount_due: invoice.amount_due - amount, amount_remaining: left }),
	});
	if (!isPaid) lowerPayment(shop, noted2, left);
	shop.tell('credit_note.created', done);
	if (!isPaid && left === 0) markPaid(shop, noted2, null);
	return done;
}

function lowerPayment(shop: Shop, invoice: Stripe.Invoice, amount: number): void {
	const intent = intentOf(shop, invoice);
	if (intent && amount > 0) shop.patch('payment_intent', intent, { amount });
}

function amountOf({ amount, lines }: Given, invoice: Stripe.Invoice): number {
	if (amount !== undefined) return amount;
	if (!lines) return invoice.total;
	return lines.reduce((sum, line) => {
		const own = invoice.lines.data.find(({ id }) => id === line.invoice_line_item);
		return sum + (line.amount ?? own?.amount ?? (line.unit_amount ?? 0) * (line.quantity ?? 1));
	}, 0);
}

function noteFields(shop: Shop, params: Given, invoice: Stripe.Invoice, amount: number) {
	const id = shop.world.ids.next('cn');
	const line = {
		...{
			id: shop.world.ids.next('cnli'),
			object: 'credit_note_line_item',
			amount,
			livemode: false,
		},
		...{ description: params.memo ?? null, discount_amount: 0, discount_amounts: [], metadata: {} },
		...{ pretax_credit_amounts: [], quantity: 1, tax_rates: [], taxes: [], unit_amount: amount },
		...{ type: 'custom_line_item', unit_amount_decimal: decimal(amount) },
	} as unknown as Stripe.CreditNoteLineItem;
	return {
		...{ id, amount, amount_shipping: 0, currency: invoice.currency, customer: invoice.customer },
		...{ discount_amount: 0, discount_amounts: [], effective_at: shop.now(), invoice: invoice.id },
		lines: listOf([line], `/v1/credit_notes/${id}/lines`) as unknown as Stripe.CreditNote['lines'],
		...{ memo: params.memo ?? null, metadata: mergeMetadata(null, params.metadata) },
		number: `${invoice.number}-CN-${String(shop.count(`cn:${invoice.id}`)).padStart(2, '0')}`,
		pdf: `${shop.world.pagesUrl}/dev/stripe/credit-note/${shop.account}-${id}/pdf`,
		...{ post_payment_amount: 0, pre_payment_amount: 0, pretax_credit_amounts: [], refunds: [] },
		...{ reason: params.reason ?? null, status: 'issued', subtotal: amount, total: amount },
		...taxFields(invoice, amount),
		type: invoice.status === 'paid' ? 'post_payment' : 'pre_payment',
	} as Partial<Stripe.CreditNote>;
}

/** As much of each tax as the note is of its invoice, so that notes for all of it have all of the tax. */
function taxFields(invoice: Stripe.Invoice, amount: number): Partial<Stripe.CreditNote> {
	const before = invoice.pre_payment_credit_notes_amount + invoice.post_payment_credit_notes_amount;
	const until = (whole: number, reached: number) => share(whole, reached, invoice.total);
	const part = (whole: number) => until(whole, before + amount) - until(whole, before);
	const total_taxes = (invoice.total_taxes ?? []).map((tax) => ({
		...{ ...tax, amount: part(tax.amount), taxable_amount: part(tax.taxable_amount ?? 0) },
	}));
	const net = amount - total_taxes.reduce((sum, tax) => sum + tax.amount, 0);
	return { subtotal_excluding_tax: net, total_excluding_tax: net, total_taxes };
}

/** Where the money of a paid invoice goes: back to the card, or to the customer's balance. */
function settlePaid(
	shop: Shop,
	params: Given,
	invoice: Stripe.Invoice,
	note: Stripe.CreditNote,
): Stripe.CreditNote {
	const {
		refund_amount: back = 0,
		credit_amount: credit = 0,
		out_of_band_amount: outside = 0,
	} = params;
	const linked = (params.refunds ?? []).map((one) => linkedRefund(shop, invoice, one));
	const done = linked.reduce((sum, one) => sum + one.amount_refunded, 0);
	if (back + done + credit + outside !== note.amount)
		throw refused(
			'refunds, refund_amount, credit_amount and out_of_band_amount must sum to the amount.',
			'amount',
		);
	const charge = shop.get('charge', idOf(intentOf(shop, invoice)?.latest_charge));
	if (back > 0 && charge === undefined)
		throw refused('There is no charge to refund.', 'refund_amount');
	const refund = back > 0 && charge ? refundCharge(shop, charge, { amount: back }) : null;
	const customer = shop.need('customer', idOf(invoice.customer) ?? '');
	const moved =
		credit > 0
			? moveBalance(shop, customer, {
					...{ amount: -credit, currency: invoice.currency, type: 'credit_note' as const },
					credit_note: note.id,
				})
			: null;
	return shop.patch('credit_note', note, {
		...{ post_payment_amount: note.amount, customer_balance_transaction: moved?.id ?? null },
		out_of_band_amount: outside || null,
		refunds: [
			...linked,
			...(refund === null ? [] : [{ ...LINK, amount_refunded: back, refund: refund.id }]),
		],
	});
}

const LINK = { payment_record_refund: null, type: 'refund' as const };
type Linked = Stripe.CreditNote.Refund & { refund: string };

/** A refund that was made before: of this invoice's payment, and told of once. */
function linkedRefund(
	shop: Shop,
	invoice: Stripe.Invoice,
	{ refund: id, amount_refunded }: Stripe.CreditNoteCreateParams.Refund,
): Linked {
	const refund = shop.need('refund', id ?? '', 'refunds');
	if (idOf(refund.payment_intent) !== intentOf(shop, invoice)?.id)
		throw refused('The refund is of another payment.', 'refunds');
	const told = shop
		.by('credit_note', 'invoice', invoice.id)
		.flatMap(({ refunds }) => refunds)
		.filter((one) => one.refund === refund.id)
		.reduce((sum, one) => sum + one.amount_refunded, 0);
	const amount = amount_refunded ?? refund.amount;
	if (amount > refund.amount - told)
		throw refused('The refund has been linked to another credit note.', 'refunds');
	return { ...LINK, amount_refunded: amount, refund: refund.id };
}

const fits = (note: Stripe.CreditNote, params: Stripe.CreditNoteListParams): boolean =>
	isSame(note.invoice, params.invoice) && isSame(note.customer, params.customer);

const PATH = '/v1/credit_notes';
export const CREDIT_NOTES = [
	route('POST', PATH, 'CreditNoteCreateParams', createNote),
	route('GET', PATH, 'CreditNoteListParams', lister('credit_note', fits)),
	route('GET', `${PATH}/:id`, null, (call) => call.shop.need('credit_note', part(call))),
];
