import type { Price } from '@kith/domains/tiers/schema';
import { formatMoney } from '@kith/ui/money';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

type Sold = Pick<
	Price,
	'kind' | 'every' | 'days' | 'months' | 'payments' | 'currency' | 'amount'
> & {
	leastAmount?: number | null;
};

export const money = (amount: number, currency: string): string =>
	formatMoney(amount, currency, getLocale());

/** "3 months", as the reader's language says it. */
export const monthsText = (months: number): string =>
	new Intl.NumberFormat(getLocale(), {
		...{ style: 'unit', unit: 'month', unitDisplay: 'long' },
	}).format(months);

/** What somebody pays, such as "€9 a month". */
export function priceText(price: Sold): string {
	const { kind, every, currency } = price;
	const amount = money(price.amount, currency);
	const isYearly = every === 'year';
	switch (kind) {
		case 'recurring':
			return isYearly ? m.price_year({ amount }) : m.price_month({ amount });
		case 'lifetime':
			return m.price_lifetime({ amount });
		case 'pass':
			return m.price_pass({ amount, count: price.days ?? 0 });
		case 'group':
			return isYearly ? m.price_group_year({ amount }) : m.price_group_month({ amount });
		case 'gift':
			return m.price_gift({ amount, months: monthsText(price.months ?? 0) });
		case 'instalments': {
			const paid = { amount, count: price.payments ?? 0 };
			return isYearly ? m.price_instalments_year(paid) : m.price_instalments_month(paid);
		}
		case 'open':
			return openText(price);
	}
}

/** From the least on; of a membership it is not known what its member chose. */
function openText({ every, currency, leastAmount }: Sold): string {
	if (leastAmount === undefined) return OWN[every ?? 'once']();
	if (!leastAmount) return FREE[every ?? 'once']();
	const least = money(leastAmount, currency);
	if (every === 'month') return m.price_open_month({ least });
	return every === 'year' ? m.price_open_year({ least }) : m.price_open_once({ least });
}
const FREE = { month: m.price_free_month, year: m.price_free_year, once: m.price_free_once };
const OWN = { month: m.price_own_month, year: m.price_own_year, once: m.price_own_once };

/** Those that are sold now, such as "€9 a month · €90 a year". */
export const pricesText = (prices: readonly Price[]): string =>
	prices
		.filter(({ status }) => status === 'active')
		.map(priceText)
		.join(' · ');
