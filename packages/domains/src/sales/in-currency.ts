import { ConflictError } from '@kith/kernel/errors';
import { amountsIn } from '../tiers/currencies.schema.ts';
import { OtherCurrencies } from '../tiers/tiers.schema.ts';
import type { OfferRow } from './sales.queries.ts';
import { PurchaseData } from './sales.schema.ts';

/**
 * A price as it is paid in a currency, or in its own where none is named: its amounts are in that currency's smallest unit.
 * Throws `sales.not_in_currency` with the currency of the price.
 */
export function inCurrency(offer: OfferRow, wanted: string | null | undefined): OfferRow {
	const otherCurrencies = OtherCurrencies.parse(offer.otherCurrencies);
	const amounts = amountsIn({ ...offer, otherCurrencies }, wanted ?? offer.currency);
	if (!amounts) throw new ConflictError('sales.not_in_currency', { currency: offer.currency });
	return { ...offer, ...amounts };
}

/** The currency that a purchase is paid in; null while nothing was paid for it. */
export const currencyOf = ({ data }: { data: unknown }): string | null =>
	PurchaseData.parse(data).currency ?? null;
