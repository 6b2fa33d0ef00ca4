import { expect, test } from 'vitest';
import { CreateOffer } from '@kith/domains/offers/schema';
import { blankOffer, readOffer, suggestCode, type OfferDraft } from './offer-draft.ts';

const NOW = new Date('2027-03-03T12:00:00');
const draft = (more: Partial<OfferDraft> = {}): OfferDraft => ({
	...{ ...blankOffer('signup', 'eur'), name: 'Spring', ...more },
});
const read = (more?: Partial<OfferDraft>) => readOffer(draft(more), 'en', NOW);

test.each([
	[{}, { terms: { gives: 'percent', percent: 20, lasts: 'once', months: null }, every: null }],
	[
		{ gives: 'amount', amount: '2.50', lasts: 'forever', every: 'year' },
		{ terms: { gives: 'amount', amount: 250, currency: 'eur', lasts: 'forever', months: null } },
	],
	[{ lasts: 'months', months: '6', every: 'year' }, { every: 'month' }],
	[
		{ gives: 'trial', trialDays: '14', lasts: 'months' },
		{ terms: { gives: 'trial', trialDays: 14 } },
	],
	[
		{ mostUses: '10', lastDay: '2027-03-03' },
		{ mostUses: 10, endsAt: new Date(2027, 2, 3, 23, 59, 59) },
	],
	[{ purpose: 'retention', code: 'ANY' }, { code: null }],
] as const)('%o is an offer that the server takes', (typed, told) => {
	const { offer } = read(typed);
	expect(offer).toMatchObject(told);
	const sent = CreateOffer.safeParse({ ...offer, id: crypto.randomUUID() });
	expect(sent.error?.issues ?? []).toEqual([]);
});

test.each([
	[{ name: ' ' }, 'name'],
	[{ code: 'a b' }, 'code'],
	[{ percent: '0' }, 'percent'],
	[{ percent: '12.5' }, 'percent'],
	[{ gives: 'amount', amount: 'much' }, 'amount'],
	[{ gives: 'trial', trialDays: '400' }, 'trialDays'],
	[{ lasts: 'months', months: '' }, 'months'],
	[{ mostUses: '-1' }, 'mostUses'],
	[{ lastDay: '2027-03-02' }, 'lastDay'],
] as const)('%o is said at its field', (typed, fault) => {
	expect([...read(typed).faults]).toEqual([fault]);
	expect(read(typed).offer).toBeNull();
});

test('a suggested code is one, and another each time', () => {
	const codes = Array.from({ length: 50 }, suggestCode);
	expect(new Set(codes).size).toBe(50);
	for (const code of codes) expect(code).toMatch(/^[A-HJ-NP-Z2-9]{10}$/);
});
