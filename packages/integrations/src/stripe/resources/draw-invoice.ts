import type Stripe from 'stripe';
import { listOf } from '../engine/lists.ts';
import { idOf, type Shop } from '../engine/shop.ts';
import { discountLines } from './discounts.ts';
import { decimal } from './prices.ts';
import { automaticRate, ratesOf, showTax, taxByRates, type Tax } from './taxes.ts';

/** One line before discounts and taxes. */
export type DrawnLine = {
	amount: number;
	description: string | null;
	price: Stripe.Price | null;
	quantity: number;
	unitAmount: number | null;
	period: { start: number; end: number };
	subscription: string | null;
	subscriptionItem: string | null;
	invoiceItem: string | null;
	proration: boolean;
	discountable: boolean;
	taxRates: readonly Stripe.TaxRate[] | null;
	discounts?: readonly string[];
	metadata?: Stripe.Metadata;
};

export type InvoiceFacts = {
	customer: Stripe.Customer;
	currency: string;
	reason: Stripe.Invoice.BillingReason;
	lines: readonly DrawnLine[];
	discounts: readonly string[];
	subscription?: Stripe.Subscription | null;
	automaticTax?: boolean;
	period: { start: number; end: number };
	fields?: Partial<Stripe.Invoice>;
};

// Shared by all invoices: what is kept is never changed, only replaced.
const SAME = {
	issuer: { type: 'self' },
	metadata: {},
	payment_settings: {
		...{ default_mandate: null, payment_method_options: null, payment_method_types: null },
	},
	status_transitions: {
		...{ finalized_at: null, marked_uncollectible_at: null, paid_at: null, voided_at: null },
	},
} as const satisfies Partial<Stripe.Invoice>;
const NONE: never[] = [];
const MANUAL: Stripe.Invoice.AutomaticTax = {
	...{ disabled_reason: null, enabled: false, liability: null, provider: null, status: null },
};

const automatic = ({ address }: Stripe.Customer): Stripe.Invoice.AutomaticTax => ({
	...{ disabled_reason: null, enabled: true, liability: { type: 'self' }, provider: null },
	status: address?.country ? 'complete' : 'requires_location_inputs',
});

/** An invoice with its sums, not kept yet. */
export function drawInvoice(shop: Shop, facts: InvoiceFacts): Stripe.Invoice {
	const { customer, subscription, currency } = facts;
	const invoice = shop.draft('invoice', {
		...{ billing_reason: facts.reason, currency, customer: customer.id, status: 'draft' },
		...{ attempt_count: 0, attempted: false, auto_advance: true, amount_overpaid: 0 },
		...{ amount_paid: 0, amount_shipping: 0, starting_balance: 0, default_tax_rates: [] },
		...{ post_payment_credit_notes_amount: 0, pre_payment_credit_notes_amount: 0 },
		...{ period_start: facts.period.start, period_end: facts.period.end },
		...{ collection_method: 'charge_automatically', discounts: [...facts.discounts] },
		customer_address: customer.address ?? null,
		customer_email: customer.email,
		customer_name: customer.name ?? null,
		customer_phone: customer.phone ?? null,
		customer_tax_exempt: customer.tax_exempt ?? 'none',
		customer_tax_ids: shop
			.by('tax_id', 'customer', customer.id)
			.map(({ type, value }) => ({ type, value })),
		...SAME,
		test_clock: shop.clock,
		parent: subscription ? parentOf(subscription) : null,
		...billFields(customer.invoice_settings),
		...billFields(subscription?.invoice_settings),
		...facts.fields,
	});
	return { ...invoice, ...sums(shop, facts, invoice.id) };
}

type Words = {
	account_tax_ids?: unknown;
	custom_fields?: unknown;
	footer?: string | null;
};

/** What a bill says of who sells, as far as it is told; what one has not, is left to who has it. */
export const billFields = (words: Words | null | undefined): Partial<Stripe.Invoice> => ({
	...(Array.isArray(words?.account_tax_ids) && {
		account_tax_ids: words.account_tax_ids as string[],
	}),
	...(Array.isArray(words?.custom_fields) && {
		custom_fields: words.custom_fields as Stripe.Invoice.CustomField[],
	}),
	...(words?.footer && { footer: words.footer }),
});

const parentOf = ({ id, metadata }: Stripe.Subscription): Stripe.Invoice.Parent => ({
	...{ quote_details: null, type: 'subscription_details' },
	subscription_details: { metadata, subscription: id },
});

type Counted = { line: DrawnLine; off: { discount: string; amount: number }[]; taxes: Tax[] };

/** Lines with what is taken off and added, and the sums over them. */
function sums(shop: Shop, facts: InvoiceFacts, id: string): Partial<Stripe.Invoice> {
	const counted = count(shop, facts);
	const lines = counted.map((one) => showLine(shop, one, id, facts.currency));
	const subtotal = total(lines.map(({ amount }) => amount));
	const off = total(counted.flatMap((one) => one.off.map(({ amount }) => amount)));
	const taxes = counted.flatMap((one) => one.taxes);
	const added = total(taxes.filter(({ inclusive }) => !inclusive).map(({ amount }) => amount));
	const inside = total(taxes.filter(({ inclusive }) => inclusive).map(({ amount }) => amount));
	const sum = subtotal - off + added;
	return {
		lines: listOf(lines, `/v1/invoices/${id}/lines`) as unknown as Stripe.Invoice['lines'],
		...{ subtotal, total: sum, amount_due: Math.max(0, sum), amount_remaining: Math.max(0, sum) },
		subtotal_excluding_tax: subtotal - (off === 0 ? inside : 0),
		total_excluding_tax: sum - added - inside,
		total_taxes: mergeTaxes(taxes).map(showTax),
		total_discount_amounts: facts.discounts.map((discount) => ({
			discount,
			amount: total(
				counted.flatMap((one) =>
					one.off.filter((o) => o.discount === discount).map((o) => o.amount),
				),
			),
		})),
		total_pretax_credit_amounts: NONE,
		automatic_tax: facts.automaticTax ? automatic(facts.customer) : MANUAL,
	};
}

function count(shop: Shop, { lines, discounts, automaticTax, customer }: InvoiceFacts): Counted[] {
	const facts = lines.map((line) => ({
		...{ amount: line.amount, discountable: line.discountable },
		product: idOf(line.price?.product),
	}));
	const off = discountLines(shop, facts, discounts);
	return lines.map((line, index) => {
		const taken = discounts.map((discount, place) => ({
			...{ discount, amount: off[place]?.[index] ?? 0 },
		}));
		const net = line.amount - total(taken.map(({ amount }) => amount));
		const counted = { line, off: taken.filter(({ amount }) => amount !== 0) };
		if (!automaticTax) return { ...counted, taxes: taxByRates(net, line.taxRates ?? []) };
		const found = automaticRate(shop, customer, line.price?.tax_behavior === 'inclusive');
		if (found === null) return { ...counted, taxes: [] };
		const [tax] = taxByRates(net, [found.rate]);
		return { ...counted, taxes: tax ? [{ ...tax, reason: found.reason }] : [] };
	});
}

function showLine(shop: Shop, { line, off, taxes }: Counted, invoice: string, currency: string) {
	const { price, subscriptionItem, invoiceItem, subscription, proration } = line;
	return {
		...{ id: shop.world.ids.next('il'), object: 'line_item', amount: line.amount, currency },
		...{ description: line.description, discount_amounts: off, discountable: line.discountable },
		...{ discounts: off.map(({ discount }) => discount), invoice, livemode: false },
		...{
			metadata: line.metadata ?? SAME.metadata,
			period: line.period,
			pretax_credit_amounts: NONE,
		},
		parent: subscriptionItem
			? {
					...{ type: 'subscription_item_details', invoice_item_details: null },
					subscription_item_details: {
						...{ invoice_item: invoiceItem, proration, proration_details: null },
						...{ subscription, subscription_item: subscriptionItem },
					},
				}
			: {
					...{ type: 'invoice_item_details', subscription_item_details: null },
					invoice_item_details: {
						...{
							invoice_item: invoiceItem ?? '',
							proration,
							proration_details: null,
							subscription,
						},
					},
				},
		pricing: {
			type: 'price_details',
			...(price && { price_details: { price: price.id, product: idOf(price.product) ?? '' } }),
			unit_amount_decimal: decimal(line.unitAmount),
		},
		...{ quantity: line.quantity, quantity_decimal: decimal(line.quantity), subscription },
		...{ subtotal: line.amount, taxes: taxes.map(showTax) },
	} as Stripe.InvoiceLineItem;
}

function mergeTaxes(taxes: readonly Tax[]): Tax[] {
	const merged = new Map<string, Tax>();
	for (const tax of taxes) {
		const known = merged.get(tax.rate);
		merged.set(tax.rate, {
			...tax,
			amount: (known?.amount ?? 0) + tax.amount,
			taxable: (known?.taxable ?? 0) + tax.taxable,
		});
	}
	return [...merged.values()];
}

const total = (amounts: readonly number[]): number => amounts.reduce((sum, one) => sum + one, 0);

/** The rates of a line: its own, or those of the whole. */
export const lineRates = (
	shop: Shop,
	own: readonly (string | { id: string })[] | null | undefined,
	whole: readonly (string | { id: string })[] | null | undefined,
): Stripe.TaxRate[] => ratesOf(shop, own && own.length > 0 ? own : whole);
