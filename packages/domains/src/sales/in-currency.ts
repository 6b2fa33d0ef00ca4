import { ConflictError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { amountsIn } from '../tiers/currencies.schema.ts';
import { runningCurrencies } from '../tiers/index.ts';
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

/** Stripe lets one customer have subscriptions in one currency. Throws `sales.other_currency` with it. */
// authorize: who buys has asked.
export async function requireOneCurrency(
	{ db }: CommunityContext,
	{ memberId, offer, payee }: { memberId: string; offer: OfferRow; payee: { accountId: string } },
): Promise<void> {
	const running = await runningCurrencies(db, memberId).execute();
	const other = running.find(
		({ account, currency }) => account === payee.accountId && currency !== offer.currency,
	);
	if (other) throw new ConflictError('sales.other_currency', { currency: other.currency });
}
