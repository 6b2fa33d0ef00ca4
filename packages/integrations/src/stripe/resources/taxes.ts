import type Stripe from 'stripe';
import { percentOf, share } from '../engine/money.ts';
import { idOf, type Shop } from '../engine/shop.ts';

/** What one rate adds to a line, or how much of the line it is. */
export type Tax = {
	rate: string;
	amount: number;
	taxable: number;
	inclusive: boolean;
	reason: 'not_collecting' | 'reverse_charge' | 'standard_rated';
};

/** Standard rates of value added tax; other countries collect none here. */
const VAT: Readonly<Record<string, number>> = {
	...{ AT: 20, BE: 21, BG: 20, CY: 19, CZ: 21, DE: 19, DK: 25, EE: 24, ES: 21, FI: 25.5 },
	...{ FR: 20, GR: 24, HR: 25, HU: 27, IE: 23, IT: 22, LT: 21, LU: 17, LV: 21, MT: 18 },
	...{ NL: 21, PL: 23, PT: 23, RO: 21, SE: 25, SI: 22, SK: 23, GB: 20, CH: 8.1, NO: 25 },
};

/** Taxes of an amount by rates that were chosen by hand. */
export function taxByRates(amount: number, rates: readonly Stripe.TaxRate[]): Tax[] {
	const inside = rates.filter(({ inclusive }) => inclusive);
	const insidePercent = inside.reduce((sum, rate) => sum + rate.percentage, 0);
	return rates.map((rate) => {
		const percent = Math.round(rate.percentage * 10_000);
		const whole = 1_000_000 + Math.round(insidePercent * 10_000);
		const tax = rate.inclusive ? share(amount, percent, whole) : percentOf(amount, rate.percentage);
		const taxable = rate.inclusive ? amount - tax : amount;
		return {
			...{ rate: rate.id, amount: tax, taxable, inclusive: rate.inclusive },
			reason: 'standard_rated',
		};
	});
}

/** The one rate that automatic tax finds for where a customer is, or null when that is not known. */
export function automaticRate(
	shop: Shop,
	customer: Stripe.Customer,
	inclusive: boolean,
): { rate: Stripe.TaxRate; reason: Tax['reason'] } | null {
	const country = customer.address?.country;
	if (!country) return null;
	const percent = VAT[country] ?? 0;
	const isBusiness = shop
		.by('tax_id', 'customer', customer.id)
		.some(({ type, verification }) => type === 'eu_vat' && verification?.status === 'verified');
	const reversed = isBusiness || customer.tax_exempt === 'reverse';
	const collects = percent > 0 && !reversed && customer.tax_exempt !== 'exempt';
	const rate = findRate(shop, country, collects ? percent : 0, inclusive);
	const reason = collects ? 'standard_rated' : reversed ? 'reverse_charge' : 'not_collecting';
	return { rate, reason };
}

function findRate(shop: Shop, country: string, percentage: number, inclusive: boolean) {
	const id = `txr_auto_${country.toLowerCase()}_${String(percentage).replace('.', '_')}_${inclusive ? 'in' : 'ex'}`;
	return (
		shop.get('tax_rate', id) ??
		shop.make('tax_rate', {
			...{ id, country, percentage, inclusive, active: false, display_name: 'VAT' },
			...{ effective_percentage: percentage, jurisdiction: country, metadata: {} },
			...{ jurisdiction_level: 'country', rate_type: 'percentage', tax_type: 'vat' },
		})
	);
}

/** Rates by their ids, as items and subscriptions keep them. */
export const ratesOf = (
	shop: Shop,
	given: readonly (string | { id: string })[] | null | undefined,
) => (given ?? []).map((rate) => shop.need('tax_rate', idOf(rate) ?? '', 'tax_rates'));

/** As answers show a tax, on a line and in a total. */
export const showTax = (tax: Tax): Stripe.Invoice.TotalTax & Stripe.InvoiceLineItem.Tax => ({
	amount: tax.amount,
	tax_behavior: tax.inclusive ? 'inclusive' : 'exclusive',
	tax_rate_details: { tax_rate: tax.rate },
	taxability_reason: tax.reason,
	taxable_amount: tax.taxable,
	type: 'tax_rate_details',
});
