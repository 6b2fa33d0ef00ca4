import { expect, test } from 'vitest';
import type { Offer } from '@kith/domains/tiers/schema';
import { inChosenCurrency } from './chosen-currency.ts';

const price = {
	...({ id: '0198c0de-0000-7000-8000-000000000001', kind: 'recurring', every: 'month' } as const),
	...{ days: null, months: null, payments: null, leastSeats: null, mostSeats: null },
	...{ currency: 'eur', amount: 900, leastAmount: null },
};
const usd = { currency: 'usd', amount: 1_000, leastAmount: null };
const jpy = { currency: 'jpy', amount: 1_500, leastAmount: null };
const offer = (...others: (typeof usd)[]): Offer => ({
	...{ id: price.id, name: 'Friends', slug: 'friends', description: '', benefits: [] },
	...{ trialDays: 0, spaces: [], gifts: [], groups: [], isMine: false, paysIn: null },
	prices: [{ ...price, otherCurrencies: others }],
});

type Reader = { query?: string; cookie?: string; languages?: string };

function look(offers: Offer[], { query = '', cookie, languages = 'de' }: Reader = {}) {
	const kept = new Map(cookie === undefined ? [] : [['currency', cookie]]);
	const event = {
		url: new URL(`https://friends.example/membership${query}`),
		request: new Request('https://friends.example/', { headers: { 'accept-language': languages } }),
		cookies: {
			get: (name: string) => kept.get(name),
			set: (name: string, value: string) => void kept.set(name, value),
		},
	} as unknown as Parameters<typeof inChosenCurrency>[0];
	const { offers: shown, currencies } = inChosenCurrency(event, offers);
	const amounts = shown.flatMap(({ prices }) => prices).map((one) => [one.amount, one.currency]);
	return { amounts, currencies, cookie: kept.get('currency') };
}

test('each price is in its own currency, and there is no choice where none has another', () => {
	const { amounts, currencies, cookie } = look([offer()], { query: '?currency=usd' });
	expect(amounts).toEqual([[900, 'eur']]);
	expect(currencies).toEqual({ shown: 'eur', choices: [], paysIn: null });
	expect(cookie).toBeUndefined();
});

test('what is chosen is shown and remembered; a price that lacks it stays in its own', () => {
	const { amounts, currencies, cookie } = look([offer(usd), offer(jpy)], {
		query: '?currency=USD',
	});
	expect(amounts).toEqual([
		[1_000, 'usd'],
		[900, 'eur'],
	]);
	expect(currencies).toEqual({ shown: 'usd', choices: ['eur', 'usd', 'jpy'], paysIn: null });
	expect(cookie).toBe('usd');
});

test('the choice comes before the cookie, the cookie before the region, and nothing else counts', () => {
	const both = [offer(usd, jpy)];
	const shown = (reader: Reader) => look(both, reader).currencies.shown;
	expect(shown({ query: '?currency=eur', cookie: 'usd', languages: 'ja-JP' })).toBe('eur');
	expect(shown({ cookie: 'usd', languages: 'ja-JP' })).toBe('usd');
	expect(shown({ languages: 'ja-JP' })).toBe('jpy');
	expect(shown({ languages: 'ja' })).toBe('eur');
	expect(shown({ query: '?currency=gbp', cookie: 'nonsense' })).toBe('eur');
});

test('who pays memberships in a currency already goes on in it', () => {
	const paying = { ...offer(usd), paysIn: 'usd' };
	const { amounts, currencies } = look([paying], { query: '?currency=eur', cookie: 'eur' });
	expect(amounts).toEqual([[1_000, 'usd']]);
	expect(currencies).toEqual({ shown: 'usd', choices: [], paysIn: 'usd' });
});
