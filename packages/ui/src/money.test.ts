import { expect, test } from 'vitest';
import { decimalsOf, formatMoney, moneyText, parseMoney } from './money.ts';

/** Spaces that do not break and marks of direction are of no matter here. */
const plain = (text: string) =>
	text.replaceAll(/[\u00A0\u202F]/g, ' ').replaceAll(/[\u200E\u200F]/g, '');

test.each([
	[900, 'eur', 'en', '€9'],
	[950, 'eur', 'en', '€9.50'],
	[9000, 'eur', 'de', '90 €'],
	[123_450, 'eur', 'de', '1.234,50 €'],
	[123_450, 'usd', 'fr', '1 234,50 $US'],
	[900, 'jpy', 'ja', '￥900'],
	[900, 'JPY', 'en', '¥900'],
	[9500, 'kwd', 'en', 'KWD 9.500'],
	[9000, 'kwd', 'en', 'KWD 9'],
	[50_000, 'isk', 'en', 'ISK 500'],
	[250_000, 'huf', 'de', '2.500 HUF'],
	[5000, 'mga', 'en', 'MGA 5,000'],
	[950, 'usd', 'ar', '9.50 US$'],
	[0, 'usd', 'es', '0 US$'],
])('%i of %s reads in %s as "%s"', (amount, currency, locale, words) => {
	expect(plain(formatMoney(amount, currency, locale))).toBe(words);
});

test.each([
	['9', 'eur', 'en', 900],
	['9.5', 'eur', 'en', 950],
	['9,50', 'eur', 'en', 950],
	['9,50', 'eur', 'de', 950],
	['9.50', 'eur', 'de', 950],
	['1,000', 'usd', 'en', 100_000],
	['1,000.50', 'usd', 'en', 100_050],
	['1.000', 'eur', 'de', 100_000],
	['1.000,5', 'eur', 'de', 100_050],
	['1 000,50', 'eur', 'fr', 100_050],
	["1'000.50", 'chf', 'de-CH', 100_050],
	[' 900 ', 'jpy', 'ja', 900],
	['９００', 'jpy', 'ja', 900],
	['900.00', 'jpy', 'en', 900],
	['٩٫٥', 'usd', 'ar', 950],
	['9.505', 'kwd', 'en', 9505],
	['0', 'eur', 'en', 0],
])('"%s" of %s typed in %s is %i', (text, currency, locale, amount) => {
	expect(parseMoney(text, currency, locale)).toBe(amount);
});

test.each([
	['', 'eur', 'en'],
	['nine', 'eur', 'en'],
	['-9', 'eur', 'en'],
	['9.505', 'eur', 'en'],
	['9.5', 'jpy', 'en'],
	['1.2.3', 'eur', 'en'],
	['1e3', 'eur', 'en'],
	['€9', 'eur', 'en'],
	['1234567890123', 'eur', 'en'],
])('"%s" of %s typed in %s is no amount', (text, currency, locale) => {
	expect(parseMoney(text, currency, locale)).toBeNull();
});

test('what one is given to edit reads as the amount that it was', () => {
	for (const locale of ['en', 'de', 'fr', 'es', 'ja', 'ar', 'de-CH', 'ar-EG', 'fa'])
		for (const currency of ['eur', 'jpy', 'kwd', 'isk'])
			for (const amount of [0, 5, 90, 900, 12_345, 99_999_999]) {
				const text = moneyText(amount, currency, locale);
				expect([text, parseMoney(text, currency, locale)]).toEqual([text, amount]);
			}
});

test('a currency has as many decimals as cards are charged in', () => {
	expect(['eur', 'JPY', 'kwd', 'ugx'].map(decimalsOf)).toEqual([2, 0, 3, 2]);
});
