import type Stripe from 'stripe';
import { idOf, type Shop } from '../engine/shop.ts';
import { ratesOf } from './taxes.ts';
import { decimal } from './prices.ts';
import type { DrawnLine } from './draw-invoice.ts';

/** Something to be put on the customer's next invoice. */
export function makePending(
	shop: Shop,
	given: Partial<Stripe.InvoiceItem> & { amount: number; customer: string; currency: string },
): Stripe.InvoiceItem {
	const now = shop.now();
	const { quantity = 1 } = given;
	const item = shop.make('invoiceitem', {
		...{
			date: now,
			discountable: true,
			discounts: [],
			metadata: {},
			period: { start: now, end: now },
		},
		...{ proration: false, quantity, quantity_decimal: decimal(quantity) as Stripe.Decimal },
		...{ tax_rates: [], test_clock: shop.clock },
		...given,
	});
	shop.tell('invoiceitem.created', item);
	return item;
}

/** What waits for an invoice of this subscription, or of the customer when there is none. */
export function pendingFor(
	shop: Shop,
	customer: string,
	subscription: string | null,
): Stripe.InvoiceItem[] {
	return shop.by('invoiceitem', 'pending', customer).filter((item) => {
		const own = item.parent?.subscription_details?.subscription ?? null;
		return own === null || own === subscription;
	});
}

/** The lines that pending items become. */
export function pendingLines(shop: Shop, items: readonly Stripe.InvoiceItem[]): DrawnLine[] {
	return items.map((item) => {
		const details = item.parent?.subscription_details;
		const price = shop.get('price', idOf(item.pricing?.price_details?.price)) ?? null;
		return {
			...{ amount: item.amount, description: item.description, price, quantity: item.quantity },
			...{ unitAmount: Number(item.pricing?.unit_amount_decimal ?? item.amount) },
			...{ period: item.period, subscription: details?.subscription ?? null },
			...{ subscriptionItem: details?.subscription_item ?? null, invoiceItem: item.id },
			...{ proration: item.proration, discountable: item.discountable },
			taxRates: ratesOf(shop, item.tax_rates),
			metadata: item.metadata ?? {},
		};
	});
}

/** Notes on which invoice the items were put. */
export function bind(shop: Shop, items: readonly Stripe.InvoiceItem[], invoice: string): void {
	for (const item of items) shop.patch('invoiceitem', item, { invoice });
}
