import { expect, test } from 'vitest';
import { DEFAULT_TAXES, type Taxes } from '@kith/domains/sales/taxes';
import { draftOfTaxes, exampleRate, readPercent, readTaxes } from './tax-draft.ts';

const ID = '0198c0de-0000-7000-8000-000000000001';
const OTHER = '0198c0de-0000-7000-8000-000000000002';
const saved: Taxes = {
	...DEFAULT_TAXES,
	...{ mode: 'rates', isIncluded: false, taxIds: 'must', defaultRateId: ID },
	rates: [
		{ id: ID, name: 'VAT', country: null, region: null, percent: 19 },
		{ id: OTHER, name: 'QST', country: 'CA', region: 'QC', percent: 9.975 },
	],
	legal: {
		...{ name: 'Choir', address: 'Lane 1', vatId: '', footer: '' },
		field: { name: 'Register', value: 'VR 1' },
	},
};

test('what is saved is typed and read again as it was, in every way of writing numbers', () => {
	for (const locale of ['en', 'de', 'ar', 'ja'])
		expect(readTaxes(draftOfTaxes(saved, locale)).taxes).toEqual(saved);
});

test('a percentage has up to four digits after the point, and is no more than all', () => {
	expect(['19', '8,875', '8.8755 %', '0', '100'].map(readPercent)).toEqual([
		...[19, 8.875, 8.8755, 0, 100],
	]);
	expect(['', 'x', '100,1', '1,23456', '-1', '101'].map(readPercent)).toEqual(
		Array.from({ length: 6 }, () => null),
	);
});

test('what is wrong is told where it is', () => {
	const draft = draftOfTaxes(saved, 'en');
	const [first, second] = draft.rates;
	if (!first || !second) throw new Error('no rates');
	const wrong = { ...draft, rates: [{ ...first, percent: 'x', name: ' ', region: 'BE' }, second] };
	expect([...readTaxes(wrong).faults].toSorted()).toEqual([
		...[`${ID} name`, `${ID} percent`, `${ID} region`],
	]);
	const twice = { ...draft, rates: [second, { ...second, id: ID }] };
	expect([...readTaxes(twice).faults]).toEqual([`${ID} place`]);
	expect([...readTaxes({ ...draft, rates: [] }).faults]).toEqual(['rates']);
	const half = { ...draft, legal: { ...draft.legal, fieldValue: '' } };
	expect([...readTaxes(half).faults]).toEqual(['field']);
	const hidden = readTaxes({ ...wrong, mode: 'none' });
	expect([...hidden.faults]).toEqual([]);
	expect(hidden.taxes?.rates.map(({ id }) => id)).toEqual([OTHER]);
	const gone = { ...draft, rates: [second] };
	expect(readTaxes(gone).taxes?.defaultRateId).toBeNull();
});

test('the example is charged by the rate for all', () => {
	expect(exampleRate(draftOfTaxes(saved, 'en'))).toEqual({ name: 'VAT', percent: 19 });
	expect(exampleRate(draftOfTaxes({ ...saved, mode: 'none' }, 'en'))).toBeNull();
	expect(exampleRate(draftOfTaxes({ ...saved, defaultRateId: null }, 'en'))).toBeNull();
});
