import { expect, test } from 'vitest';
import type { TaxTerms } from '@kith/domains/sales/taxes';
import { countryOf, ELSEWHERE, taxPlace } from './tax-place.ts';

const rate = (country: string | null, percent: number, name = 'VAT') => ({
	name,
	percent,
	country,
});
const termsOf = (...rates: TaxTerms['rates']): TaxTerms => ({
	...{ mode: 'rates', isIncluded: false, rates },
});
const MANY = termsOf(rate(null, 19), rate('DE', 19), rate('FR', 20));

/** Asks for the page as a browser that keeps what it is told. */
function asks(search: string, { language = '', kept = '' } = {}) {
	const told = new Map(kept === '' ? [] : [['country', kept]]);
	const cookies = {
		get: (name: string) => told.get(name),
		set: (name: string, value: string) => void told.set(name, value),
	};
	const url = new URL(`https://choir.example/membership${search}`);
	const request = new Request(url, { headers: { 'accept-language': language } });
	const event = { url, request, cookies } as unknown as Parameters<typeof taxPlace>[0];
	return { event, told };
}

test('who says where they live is remembered, and is charged by it when they pay', () => {
	const { event, told } = asks('?country=fr');
	expect(taxPlace(event, MANY)).toMatchObject({
		...{ country: 'FR', choices: ['DE', 'FR', ELSEWHERE] },
	});
	expect(told.get('country')).toBe('FR');
	expect(countryOf(event)).toBe('FR');
});

test('the first language of the browser says it where nobody did, if it names a country', () => {
	expect(taxPlace(asks('', { language: 'fr-FR,en-US' }).event, MANY).country).toBe('FR');
	expect(taxPlace(asks('', { language: 'fr,en-US' }).event, MANY).country).toBe(ELSEWHERE);
	expect(taxPlace(asks('', { language: 'fr-FR', kept: 'DE' }).event, MANY).country).toBe('DE');
});

test('what is no choice is not taken', () => {
	const { event, told } = asks('?country=US', { language: 'de-DE' });
	expect(taxPlace(event, MANY).country).toBe('DE');
	expect(told.size).toBe(0);
	expect(countryOf(asks('', { kept: '<script>' }).event)).toBeNull();
});

test('where all are charged alike nobody is asked', () => {
	const one = termsOf(rate(null, 19), rate('DE', 19));
	expect(taxPlace(asks('').event, one)).toMatchObject({ country: null, choices: [] });
	const none = { mode: 'automatic' as const, isIncluded: true, rates: [] };
	expect(taxPlace(asks('?country=FR').event, none).choices).toEqual([]);
	expect(taxPlace(asks('').event, termsOf(rate('DE', 19))).choices).toEqual(['DE', ELSEWHERE]);
});
