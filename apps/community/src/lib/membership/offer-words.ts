import type { OwnMembership } from '@kith/domains/memberships/schema';
import type { FoundOffer } from '@kith/domains/offers/schema';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { daysInWords, moneyInWords, priceInWords, type OfferedPrice } from './price-words.ts';

type Cut = Pick<
	FoundOffer,
	'gives' | 'percent' | 'amount' | 'currency' | 'trialDays' | 'lasts' | 'months'
>;

const percentInWords = (percent: number): string =>
	new Intl.NumberFormat(getLocale(), { style: 'percent' }).format(percent / 100);

export const monthsInWords = (months: number): string =>
	new Intl.NumberFormat(getLocale(), {
		...{ style: 'unit', unit: 'month', unitDisplay: 'long' },
	}).format(months);

/** What an offer gives, in a few words: "20% off the first payment", "14 days free". */
export function offerInWords(offer: Cut): string {
	const { gives, percent, amount, currency, trialDays, lasts, months } = offer;
	if (gives === 'trial') return m.offer_days_free({ days: daysInWords(trialDays ?? 0) });
	const what =
		gives === 'percent'
			? percentInWords(percent ?? 0)
			: moneyInWords(amount ?? 0, currency ?? 'eur');
	if (lasts === 'once') return m.offer_off_first({ what });
	if (lasts === 'months') return m.offer_off_months({ what, months: monthsInWords(months ?? 0) });
	return m.offer_off({ what });
}

/** How long a price is less, and what it is afterwards; what is paid once has no afterwards. */
export function lastingInWords(
	{ lasts, months }: Pick<FoundOffer, 'lasts' | 'months'>,
	price: OfferedPrice,
): string {
	if (price.kind !== 'recurring') return '';
	const then = priceInWords(price);
	if (lasts === 'once') return m.offer_first({ price: then });
	if (lasts === 'months')
		return m.offer_months({ months: monthsInWords(months ?? 0), price: then });
	return m.offer_forever();
}

/** What is taken off a membership's payments now; empty where nothing is. */
export function discountInWords(
	{ discount, price }: Pick<OwnMembership, 'discount' | 'price'>,
	timeZone: string,
): string {
	if (!discount) return '';
	const { percent, amount, until } = discount;
	const what =
		percent === null
			? moneyInWords(amount ?? 0, price?.currency ?? 'eur')
			: percentInWords(percent);
	if (until === null) return m.offer_off({ what });
	const date = new Intl.DateTimeFormat(getLocale(), { dateStyle: 'long', timeZone });
	return m.offer_off_until({ what, date: date.format(until) });
}
