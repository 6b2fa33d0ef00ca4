import type { TaxTerms } from '@kith/domains/sales/taxes';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

/** "19%", with as many digits as there are. */
const percentInWords = (percent: number): string =>
	new Intl.NumberFormat(getLocale(), { style: 'percent', maximumFractionDigits: 4 }).format(
		percent / 100,
	);

/** What stands beside a price for who lives there: that tax is in it, or comes upon it; empty where there is none. */
export function taxInWords({ mode, isIncluded, rates }: TaxTerms, country: string | null): string {
	if (mode === 'none') return '';
	if (mode === 'automatic') return isIncluded ? m.tax_included_some() : m.tax_upon_some();
	const rate =
		rates.find((one) => country !== null && one.country === country) ??
		rates.find((one) => one.country === null);
	return rate ? rateInWords({ ...rate, isIncluded }) : '';
}

/** The same of one rate, such as the one that somebody's membership bears. */
export function rateInWords({
	name,
	percent,
	isIncluded,
}: {
	name: string;
	percent: number;
	isIncluded: boolean;
}): string {
	if (percent === 0) return '';
	const words = { percent: percentInWords(percent), name };
	return isIncluded ? m.tax_included(words) : m.tax_upon(words);
}

/** What a country is called in the reader's language. */
export const countryInWords = (country: string): string =>
	new Intl.DisplayNames(getLocale(), { type: 'region' }).of(country) ?? country;
