import { expect, test } from 'vitest';
import { regionCurrency } from './region-currency.ts';

test.each([
	['en-US,en;q=0.9', 'usd'],
	['de-CH', 'chf'],
	['zh-Hant-TW, en-US;q=0.8', 'twd'],
	['fr-FR;q=0.9, en-GB', 'eur'],
	// No region says nothing, whatever stands behind it.
	['de, en-US;q=0.9', null],
	['en-AQ', null],
	['*', null],
	['', null],
	['-,;q=', null],
])('%o pays in %o', (asked, currency) => expect(regionCurrency(asked)).toBe(currency));
