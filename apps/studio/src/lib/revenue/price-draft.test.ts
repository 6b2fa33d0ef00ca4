import { expect, test } from 'vitest';
import { PriceTerms, type Price } from '@kith/domains/tiers/schema';
import { blankPrice, draftOfPrice, readPrice, type PriceDraft } from './price-draft.ts';

const typed = (part: Partial<PriceDraft>): PriceDraft => ({ ...blankPrice('eur'), ...part });
const faultsOf = (part: Partial<PriceDraft>) =>
	Object.fromEntries(readPrice(typed(part), 'en').faults ?? []);

test.each<[Partial<PriceDraft>, object]>([
	[
		{ amount: '9' },
		{ kind: 'recurring', every: 'month', currency: 'eur', amount: 900, otherCurrencies: [] },
	],
	[
		{ kind: 'lifetime', amount: '300', currency: 'jpy', every: 'year' },
		{ kind: 'lifetime', currency: 'jpy', amount: 300, otherCurrencies: [] },
	],
	[
		{ kind: 'pass', amount: '4.50', days: ' 7 ' },
		{ kind: 'pass', days: 7, currency: 'eur', amount: 450, otherCurrencies: [] },
	],
	[
		{ kind: 'gift', amount: '27', months: '3' },
		{ kind: 'gift', months: 3, currency: 'eur', amount: 2700, otherCurrencies: [] },
	],
	[
		{ kind: 'group', amount: '8', every: 'year', leastSeats: '3', mostSeats: ' 40 ' },
		{
			...{ kind: 'group', every: 'year', leastSeats: 3, mostSeats: 40, currency: 'eur' },
			...{ amount: 800, otherCurrencies: [] },
		},
	],
	[
		{ kind: 'instalments', amount: '50', payments: '6', every: 'month' },
		{
			...{ kind: 'instalments', payments: 6, every: 'month', currency: 'eur', amount: 5000 },
			otherCurrencies: [],
		},
	],
	[
		{ kind: 'open', amount: '5', least: '', every: 'once' },
		{
			...{ kind: 'open', every: null, leastAmount: 0, currency: 'eur', amount: 500 },
			otherCurrencies: [],
		},
	],
	[
		{ amount: '9', others: [{ id: 'a', currency: 'usd', amount: '10', least: '' }] },
		{
			...{ kind: 'recurring', every: 'month', currency: 'eur', amount: 900 },
			otherCurrencies: [{ currency: 'usd', amount: 1000, leastAmount: null }],
		},
	],
])('%o becomes terms that the domain takes', (part, terms) => {
	const read = readPrice(typed(part), 'en');
	expect(read.terms).toEqual(terms);
	expect(PriceTerms.safeParse(read.terms).success).toBe(true);
});

test('what is wrong is said where it is', () => {
	expect(faultsOf({ amount: '' })).toEqual({ amount: 'amount' });
	expect(faultsOf({ amount: '0' })).toEqual({ amount: 'amount' });
	expect(faultsOf({ amount: '9.999' })).toEqual({ amount: 'amount' });
	expect(faultsOf({ amount: '9.50', currency: 'jpy' })).toEqual({ amount: 'amount' });
	expect(faultsOf({ amount: '1000000' })).toEqual({ amount: 'amount' });
	const group = { kind: 'group' as const, amount: '9' };
	expect(faultsOf({ ...group, leastSeats: '0' })).toEqual({ leastSeats: 'leastSeats' });
	expect(faultsOf({ ...group, mostSeats: '1001' })).toEqual({ mostSeats: 'mostSeats' });
	expect(faultsOf({ ...group, leastSeats: '5', mostSeats: '4' })).toEqual({
		mostSeats: 'mostSeats',
	});
	expect(faultsOf({ kind: 'pass', amount: '9', days: '0' })).toEqual({ days: 'days' });
	expect(faultsOf({ kind: 'pass', amount: '9', days: '1.5' })).toEqual({ days: 'days' });
	expect(faultsOf({ kind: 'gift', amount: '9', months: '13' })).toEqual({ months: 'months' });
	expect(faultsOf({ kind: 'instalments', amount: '9', payments: '1' })).toEqual({
		payments: 'payments',
	});
	expect(faultsOf({ kind: 'open', amount: '5', least: '6' })).toEqual({ least: 'least' });
	const twice = [{ id: 'a', currency: 'eur', amount: 'x', least: '' }];
	expect(faultsOf({ amount: '9', others: twice })).toEqual({
		...{ a: 'amount', 'a currency': 'currency' },
	});
	const more = [{ id: 'a', currency: 'usd', amount: '5', least: '6' }];
	expect(faultsOf({ kind: 'open', amount: '5', others: more })).toEqual({ 'a least': 'least' });
});

test('days and payments of another kind are not looked at', () => {
	expect(readPrice(typed({ amount: '9', days: 'x', payments: 'y' }), 'en').terms).toBeDefined();
});

test('a price that is to be replaced is typed as it was, in every language', () => {
	const price: Price = {
		...{ id: crypto.randomUUID(), tierId: crypto.randomUUID(), kind: 'open', every: null },
		...{ leastSeats: null, mostSeats: null },
		...{
			days: null,
			months: null,
			payments: null,
			currency: 'eur',
			amount: 123_450,
			leastAmount: 50,
		},
		otherCurrencies: [{ currency: 'jpy', amount: 200_000, leastAmount: 0 }],
		...{ status: 'active', createdAt: new Date(0) },
	};
	for (const locale of ['en', 'de', 'fr', 'es', 'ja', 'ar'])
		expect(readPrice(draftOfPrice(price, locale), locale).terms).toEqual({
			...{ kind: 'open', every: null, currency: 'eur', amount: 123_450, leastAmount: 50 },
			otherCurrencies: price.otherCurrencies,
		});
});
