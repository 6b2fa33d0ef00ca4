import { moneyText, parseMoney } from '@kith/ui/money';
import { stepOf } from '@kith/domains/tiers/currencies';
import type { Price, PriceTerms } from '@kith/domains/tiers/schema';

export const PRICE_KINDS = [
	'recurring',
	'lifetime',
	'pass',
	'instalments',
	'open',
	'gift',
	'group',
] as const;
export type PriceKind = (typeof PRICE_KINDS)[number];

export type OtherCurrency = { id: string; currency: string; amount: string; least: string };

/** A price while it is being typed. */
export type PriceDraft = {
	kind: PriceKind;
	/** Of instalments and what one likes also `month` or `year`; `once` only of what one likes. */
	every: 'month' | 'year' | 'once';
	currency: string;
	amount: string;
	least: string;
	days: string;
	months: string;
	payments: string;
	leastSeats: string;
	mostSeats: string;
	others: OtherCurrency[];
};

export const blankPrice = (currency: string): PriceDraft => ({
	...{ kind: 'recurring', every: 'month', currency, amount: '', least: '' },
	...{ days: '30', months: '3', payments: '3', others: [] },
	...{ leastSeats: '2', mostSeats: '50' },
});

/** What a price is now, to be changed into the one that takes its place. */
export function draftOfPrice(price: Price, locale: string): PriceDraft {
	const { kind, currency, every } = price;
	const text = (amount: number | null, code: string) =>
		amount === null ? '' : moneyText(amount, code, locale);
	const blank = blankPrice(currency);
	return {
		...{ ...blank, kind, amount: text(price.amount, currency) },
		...{
			least: text(price.leastAmount, currency),
			every: every ?? (kind === 'open' ? 'once' : 'month'),
		},
		days: price.days === null ? blank.days : String(price.days),
		months: price.months === null ? blank.months : String(price.months),
		payments: price.payments === null ? blank.payments : String(price.payments),
		leastSeats: price.leastSeats === null ? blank.leastSeats : String(price.leastSeats),
		mostSeats: price.mostSeats === null ? blank.mostSeats : String(price.mostSeats),
		others: price.otherCurrencies.map((other) => ({
			...{ id: crypto.randomUUID(), currency: other.currency },
			amount: text(other.amount, other.currency),
			least: text(other.leastAmount, other.currency),
		})),
	};
}

const MOST_AMOUNT = 99_999_999;
const MOST_DAYS = 1830;
const MOST_GIFT_MONTHS = 12;
const MOST_PAYMENTS = 60;
const MOST_SEATS = 1000;

type Counted = 'days' | 'months' | 'payments' | 'leastSeats' | 'mostSeats';
type PriceFault = Counted | 'amount' | 'least' | 'currency';

/** Faults by the field's name; those of other currencies by their id. */
export type PriceFaults = ReadonlyMap<string, PriceFault>;
type Read = { terms: PriceTerms; faults?: undefined } | { terms?: undefined; faults: PriceFaults };

/** What was typed as terms, or what is wrong with it. */
export function readPrice(draft: PriceDraft, locale: string): Read {
	const faults = new Map<string, PriceFault>();
	const { kind, currency } = draft;
	const isOpen = kind === 'open';
	const amountIn = (text: string, code: string, key: string, fault: 'amount' | 'least') => {
		const amount = parseMoney(text, code, locale);
		// Only what one likes may be nothing: the rest is given away by giving memberships.
		const isNone = amount === null || amount > MOST_AMOUNT || (amount === 0 && !isOpen);
		if (isNone || amount % stepOf(code) !== 0) faults.set(key, fault);
		return amount ?? 0;
	};
	const amount = amountIn(draft.amount, currency, 'amount', 'amount');
	const leastAmount = isOpen ? amountIn(draft.least || '0', currency, 'least', 'least') : 0;
	if (isOpen && !faults.has('amount') && leastAmount > amount) faults.set('least', 'least');
	const taken = new Set([currency]);
	const otherCurrencies = draft.others.map((other) => {
		const own = {
			currency: other.currency,
			amount: amountIn(other.amount, other.currency, other.id, 'amount'),
			leastAmount: isOpen
				? amountIn(other.least || '0', other.currency, `${other.id} least`, 'least')
				: null,
		};
		if (own.leastAmount !== null && own.leastAmount > own.amount)
			faults.set(`${other.id} least`, 'least');
		if (taken.has(other.currency)) faults.set(`${other.id} currency`, 'currency');
		taken.add(other.currency);
		return own;
	});
	const count = (text: string, least: number, most: number, key: Counted) => {
		const number = Number(text.trim() || 'nothing');
		if (!Number.isInteger(number) || number < least || number > most) faults.set(key, key);
		return number;
	};
	const days = kind === 'pass' ? count(draft.days, 1, MOST_DAYS, 'days') : 0;
	const months = kind === 'gift' ? count(draft.months, 1, MOST_GIFT_MONTHS, 'months') : 0;
	const payments = kind === 'instalments' ? count(draft.payments, 2, MOST_PAYMENTS, 'payments') : 0;
	const isGroup = kind === 'group';
	const leastSeats = isGroup ? count(draft.leastSeats, 1, MOST_SEATS, 'leastSeats') : 0;
	const floor = faults.has('leastSeats') ? 1 : leastSeats;
	const mostSeats = isGroup ? count(draft.mostSeats, floor, MOST_SEATS, 'mostSeats') : 0;
	if (faults.size > 0) return { faults };
	const money = { currency, amount, otherCurrencies };
	const every = draft.every === 'year' ? 'year' : 'month';
	switch (kind) {
		case 'recurring':
			return { terms: { kind, every, ...money } };
		case 'lifetime':
			return { terms: { kind, ...money } };
		case 'pass':
			return { terms: { kind, days, ...money } };
		case 'gift':
			return { terms: { kind, months, ...money } };
		case 'group':
			return { terms: { kind, every, leastSeats, mostSeats, ...money } };
		case 'instalments':
			return { terms: { kind, payments, every, ...money } };
		case 'open':
			return {
				terms: { kind, every: draft.every === 'once' ? null : every, leastAmount, ...money },
			};
	}
}
