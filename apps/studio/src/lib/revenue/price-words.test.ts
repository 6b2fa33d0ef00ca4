import { expect, test } from 'vitest';
import type { Price } from '@kith/domains/tiers/schema';
import { priceText, pricesText } from './price-words.ts';

const price = (part: Partial<Price>): Price => ({
	...{
		id: 'p',
		tierId: 't',
		kind: 'recurring',
		every: 'month',
		days: null,
		months: null,
		payments: null,
		leastSeats: null,
		mostSeats: null,
	},
	...{ currency: 'eur', amount: 900, leastAmount: null, otherCurrencies: [], status: 'active' },
	...{ createdAt: new Date(0), ...part },
});

test.each<[Partial<Price>, string]>([
	[{}, '€9 a month'],
	[{ every: 'year', amount: 9050 }, '€90.50 a year'],
	[{ kind: 'lifetime', every: null, currency: 'jpy' }, '¥900 once'],
	[{ kind: 'gift', every: null, months: 3 }, '€9 for 3 months as a gift'],
	[{ kind: 'group', leastSeats: 2, mostSeats: 9 }, '€9 a month for each seat'],
	[{ kind: 'pass', every: null, days: 1 }, '€9 for 1 day'],
	[{ kind: 'pass', every: null, days: 30 }, '€9 for 30 days'],
	[{ kind: 'instalments', payments: 6 }, '6 monthly payments of €9'],
	[{ kind: 'open', leastAmount: 200 }, 'from €2 a month'],
	[{ kind: 'open', every: null, leastAmount: 0 }, 'what you like, once'],
])('%o reads as "%s"', (part, words) => {
	expect(priceText(price(part))).toBe(words);
});

test('what a member chose of an open price is not known from its suggestion', () => {
	const { leastAmount: _, ...paid } = price({ kind: 'open' });
	expect(priceText(paid)).toBe('own amount, monthly');
});

test('only what is sold now is named', () => {
	const prices = [price({}), price({ every: 'year', amount: 9000 }), price({ status: 'archived' })];
	expect(pricesText(prices)).toBe('€9 a month · €90 a year');
});
