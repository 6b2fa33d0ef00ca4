import type { Offer } from '@kith/domains/tiers/schema';
import { formatMoney } from '@kith/ui/money';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

export type OfferedPrice = Offer['prices'][number];
type Terms = Pick<OfferedPrice, 'kind' | 'every' | 'days' | 'payments' | 'currency' | 'amount'> & {
	leastAmount?: number | null;
};

/** "14 days", as the reader's language says it. */
export const daysInWords = (days: number): string =>
	new Intl.NumberFormat(getLocale(), {
		...{ style: 'unit', unit: 'day', unitDisplay: 'long' },
	}).format(days);

/** "3 months", as the reader's language says it. */
export const monthsInWords = (months: number): string =>
	new Intl.NumberFormat(getLocale(), {
		...{ style: 'unit', unit: 'month', unitDisplay: 'long' },
	}).format(months);

export const moneyInWords = (amount: number, currency: string): string =>
	formatMoney(amount, currency, getLocale());

/** "US dollar", as the reader's language calls it. */
export const currencyName = (currency: string): string =>
	new Intl.DisplayNames(getLocale(), { type: 'currency' }).of(currency.toUpperCase()) ?? currency;

/** What a price asks for: an amount, and behind it how often or for how long. */
export function priceParts(price: Terms): { amount: string; per: string } {
	const { kind, every, days, payments, currency, leastAmount } = price;
	const amount = moneyInWords(price.amount, currency);
	switch (kind) {
		case 'recurring':
			return { amount, per: every === 'year' ? m.price_per_year() : m.price_per_month() };
		case 'pass':
			return { amount, per: m.price_for_days({ days: daysInWords(days ?? 0) }) };
		case 'instalments':
			return {
				amount: m.price_parts({ count: payments ?? 0, price: amount }),
				per: every === 'year' ? m.price_parts_year() : m.price_parts_month(),
			};
		case 'open':
			return {
				amount: m.price_from({ price: moneyInWords(leastAmount ?? 0, currency) }),
				per: every === 'month' ? m.price_per_month() : every === 'year' ? m.price_per_year() : '',
			};
		case 'group':
			return { amount, per: every === 'year' ? m.price_seat_year() : m.price_seat_month() };
		default:
			return { amount, per: m.price_once() };
	}
}

/** The same in one line. */
export function priceInWords(price: Terms): string {
	const { amount, per } = priceParts(price);
	return per === '' ? amount : `${amount} ${per}`;
}

/** What all parts of a price come to, and that it ends there; empty for any other price. */
export const partsInWords = ({ kind, payments, amount, currency }: Terms): string =>
	kind === 'instalments'
		? m.membership_parts_total({ total: moneyInWords(amount * (payments ?? 0), currency) })
		: '';

type Each = Pick<OfferedPrice, 'every' | 'currency' | 'amount'>;

/** What all seats of a group cost each time. */
export const seatsInWords = (price: Each, seats: number): string =>
	priceInWords({
		...{ ...price, kind: 'recurring', days: null, payments: null, leastAmount: null },
		amount: price.amount * seats,
	});
