import type Stripe from 'stripe';
import { idOf, type Shop } from '../engine/shop.ts';
import { refused } from '../engine/stripe-error.ts';
import { redeem, type DiscountGiven } from './discounts.ts';
import { drawInvoice, type DrawnLine } from './draw-invoice.ts';
import { amountIn, makePrice, withoutCurrencies } from './prices.ts';
import { nameOf } from './subscription-items.ts';
import { ratesOf } from './taxes.ts';

export type SessionParams = Stripe.Checkout.SessionCreateParams;

/** What a session sells: its prices exist, also those that were described in place. */
export type SoldLine = {
	price: string;
	quantity: number;
	tax_rates: string[];
	adjustable: { enabled: boolean; maximum: number; minimum: number } | null;
	/** What the buyer chose to pay, where the price leaves it to them. */
	chosen: number | null;
};

/** What was asked for and what happened on the page, beside what the session shows. */
export type SessionState = {
	params: SessionParams;
	lines: SoldLine[];
	shown: Stripe.LineItem[];
	discounts: DiscountGiven[];
	/** A card that waits for its owner's agreement. */
	waiting: { method: string; form: [string, string][] } | null;
};

export const stateOf = (shop: Shop, session: string): SessionState =>
	shop.need('own.note', session).given as unknown as SessionState;

export function keepState(shop: Shop, session: string, state: SessionState): void {
	shop.put('own.note', { id: session, given: state as unknown as Record<string, unknown> });
}

/** The lines of a new session. */
export function sellLines(shop: Shop, params: SessionParams): SoldLine[] {
	return (params.line_items ?? []).map((given, index) => {
		const price = given.price_data
			? makePrice(shop, given.price_data as Stripe.PriceCreateParams)
			: shop.need('price', given.price ?? '', `line_items[${index}][price]`);
		if (!price.active)
			throw refused('The price specified is inactive.', `line_items[${index}][price]`);
		if (price.recurring !== null && params.mode !== 'subscription')
			throw refused('You specified `payment` mode but passed a recurring price.', 'mode');
		const { quantity = 1, adjustable_quantity: adjustable } = given;
		if (!(quantity >= 1))
			throw refused('Invalid positive integer', `line_items[${index}][quantity]`);
		return {
			...{ price: price.id, quantity, tax_rates: given.tax_rates ?? [] },
			adjustable: adjustable?.enabled
				? { enabled: true, maximum: adjustable.maximum ?? 99, minimum: adjustable.minimum ?? 1 }
				: null,
			chosen: price.custom_unit_amount?.preset ?? null,
		};
	});
}

export type SessionSums = {
	currency: string;
	subtotal: number;
	total: number;
	discount: number;
	tax: number;
	lines: Stripe.LineItem[];
};

/** What a session comes to now: drawn as the invoice would be, and undone. */
export function priceSession(
	shop: Shop,
	session: { id: string; customer: Stripe.Checkout.Session['customer'] },
	state: SessionState,
	address?: Stripe.Address,
): SessionSums {
	return shop.world.store.sandbox(() => {
		const known = shop.get('customer', idOf(session.customer));
		const customer =
			known ?? shop.make('customer', { address: address ?? null, tax_exempt: 'none' });
		const currency = currencyOf(shop, state);
		const lines = state.lines.map((line) => draw(shop, line, currency, state.params));
		const amount = lines.reduce((sum, line) => sum + line.amount, 0);
		const use = { customer: known?.id ?? null, subscription: null, amount, currency };
		const drawn = drawInvoice(shop, {
			...{ customer, currency, lines, reason: 'manual', period: { start: 0, end: 0 } },
			discounts: redeem(shop, state.discounts, use),
			automaticTax: state.params.automatic_tax?.enabled === true,
		});
		const sum = (amounts: readonly { amount: number }[] | null) =>
			(amounts ?? []).reduce((total, one) => total + one.amount, 0);
		return {
			...{ currency, subtotal: drawn.subtotal, total: Math.max(0, drawn.total) },
			...{ discount: sum(drawn.total_discount_amounts), tax: sum(drawn.total_taxes) },
			lines: drawn.lines.data.map((line, index) => show(shop, line, state.lines[index])),
		};
	});
}

/** The currency the session asks for, or that of what it sells. */
export const currencyOf = (shop: Shop, { params, lines }: SessionState): string =>
	(params.currency ?? shop.get('price', lines[0]?.price)?.currency ?? 'usd').toLowerCase();

/** What one unit of a line costs. */
export const unitOf = (shop: Shop, line: SoldLine, currency: string): number => {
	const price = shop.need('price', line.price);
	return price.custom_unit_amount ? (line.chosen ?? 0) : (amountIn(price, currency) ?? 0);
};

const trials = ({ subscription_data: data }: SessionParams): boolean =>
	(data?.trial_period_days ?? 0) > 0 || data?.trial_end !== undefined;

function draw(shop: Shop, line: SoldLine, currency: string, params: SessionParams): DrawnLine {
	const price = shop.need('price', line.price);
	const free = price.recurring !== null && trials(params);
	const unit = free ? 0 : unitOf(shop, line, currency);
	const rates =
		line.tax_rates.length > 0 ? line.tax_rates : params.subscription_data?.default_tax_rates;
	return {
		...{ amount: unit * line.quantity, description: nameOf(shop, price), price, unitAmount: unit },
		...{ quantity: line.quantity, period: { start: 0, end: 0 }, subscription: null },
		...{ subscriptionItem: null, invoiceItem: null, proration: false, discountable: true },
		taxRates: ratesOf(shop, rates),
	};
}

function show(
	shop: Shop,
	line: Stripe.InvoiceLineItem,
	sold: SoldLine | undefined,
): Stripe.LineItem {
	const off = (line.discount_amounts ?? []).reduce((sum, { amount }) => sum + amount, 0);
	const taxes = line.taxes ?? [];
	const tax = taxes.reduce((sum, { amount }) => sum + amount, 0);
	const added = taxes.reduce(
		(sum, one) => sum + (one.tax_behavior === 'exclusive' ? one.amount : 0),
		0,
	);
	const price = shop.need('price', sold?.price ?? '');
	return {
		...{ id: shop.world.ids.next('li'), object: 'item', currency: line.currency, metadata: {} },
		...{ adjustable_quantity: sold?.adjustable ?? null, amount_discount: off, amount_tax: tax },
		...{ amount_subtotal: line.amount, amount_total: line.amount - off + added },
		...{ description: line.description, price: withoutCurrencies(price), quantity: line.quantity },
	} as Stripe.LineItem;
}
