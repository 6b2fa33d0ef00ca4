import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { communityCaller } from '../index.ts';
import { outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { makeOffer, offerFields } from '@kith/testing/test-offers';
import { makePrice, makeTier, openSales } from '@kith/testing/test-sales';
import type { TestCommunity, TestMember } from '@kith/testing/test-community';
import { amountAfter, fits } from './fit.schema.ts';
import { CreateOffer } from './offers.schema.ts';

let installation: TestInstallation;
let here: TestCommunity;
let founder: TestMember;
beforeAll(async () => {
	installation = await createTestInstallation();
	({ here, founder } = await openSales(installation));
});
afterAll(() => installation.close());

const as = async (who: Parameters<TestCommunity['as']>[0]) => communityCaller(await here.as(who));
const listed = async (offerId: string) =>
	(await (await as(founder)).offers.list()).find(({ id }) => id === offerId);

test('an offer is made once however often it is sent, and its code is nobody else’s', async () => {
	const { offers } = await as(founder);
	const fields = offerFields({ code: 'Spring-26' as never });
	await offers.create(fields);
	await offers.create(fields);
	expect(await listed(fields.id)).toMatchObject({
		...{ code: 'SPRING-26', gives: 'percent', percent: 20, lasts: 'once', status: 'active' },
		...{ uses: 0, waiting: 0, refused: 0, running: 0, paid: [], version: 1 },
	});
	expect(await outcomeOf(offers.create(offerFields({ code: 'spring-26' as never })))).toBe(
		'offers.code_taken',
	);
	const past = offerFields({ endsAt: new Date(0) });
	expect(await outcomeOf(offers.create(past))).toBe('offers.ends_in_past');
	expect(await outcomeOf(offers.create(offerFields({ tierIds: [newId()] })))).toBe(
		'tiers.not_found',
	);
});

test('its name and limits change, what it gives does not, and a change that was overtaken is refused', async () => {
	const { offers } = await as(founder);
	const { offerId } = await makeOffer(here, founder);
	const change = { offerId, version: 1, name: 'Summer', mostUses: 5, endsAt: null };
	await offers.update(change);
	expect(await listed(offerId)).toMatchObject({ name: 'Summer', mostUses: 5, percent: 20 });
	expect(await outcomeOf(offers.update(change))).toBe('offers.changed_meanwhile');
	expect(await outcomeOf(offers.update({ ...change, offerId: newId() }))).toBe('offers.not_found');
	await offers.archive({ offerId });
	await offers.archive({ offerId });
	expect(await listed(offerId)).toMatchObject({ status: 'archived', version: 3 });
	expect(await outcomeOf(offers.archive({ offerId: newId() }))).toBe('offers.not_found');
});

test('whoever knows a code is told what it does to each price, and nothing of others', async () => {
	const gold = await makeTier(here, { name: 'Gold' });
	const silver = await makeTier(here, { name: 'Silver' });
	const monthly = await makePrice(here, gold, { amount: 999 });
	const yearly = await makePrice(here, gold, { amount: 9_000, every: 'year' });
	await makePrice(here, silver, { amount: 500 });
	const fields = {
		terms: { gives: 'percent', percent: 25, lasts: 'forever', months: null },
	} as const;
	const { code } = await makeOffer(here, founder, { ...fields, tierIds: [gold] });
	const found = await (await as(null)).offers.find({ code: ` ${code.toLowerCase()} ` });
	expect(found).toMatchObject({ code, percent: 25, lasts: 'forever' });
	expect(found.prices.toSorted((a, b) => a.amount - b.amount)).toEqual([
		// A quarter of 999 is 249.75.
		{ priceId: monthly, amount: 749 },
		{ priceId: yearly, amount: 6_750 },
	]);
	expect(Object.keys(found)).not.toContain('mostUses');
});

test('a code that is none, that was, and one for who leaves are told apart as far as one may know', async () => {
	const { offers } = await as(founder);
	const find = async (code: string) => outcomeOf((await as(null)).offers.find({ code }));
	for (const code of ['NO-SUCH-CODE', '', '%', "' or 1=1 --", 'x'.repeat(100)])
		expect(await find(code)).toBe('offers.unknown');
	const { offerId, code } = await makeOffer(here, founder);
	await offers.archive({ offerId });
	expect(await find(code)).toBe('offers.expired');
	const soon = new Date(installation.clock.now().getTime() + 1_000);
	const short = await makeOffer(here, founder, { endsAt: soon });
	expect(await find(short.code)).toBe('done');
	installation.clock.advance(2);
	expect(await find(short.code)).toBe('offers.expired');
	const neighbour = await openSales(installation);
	const theirs = await makeOffer(neighbour.here, neighbour.founder);
	expect(await find(theirs.code)).toBe('offers.unknown');
});

test('who tries codes one after the other is stopped', async () => {
	const other = await openSales(installation);
	const { code } = await makeOffer(other.here, other.founder);
	const offers = communityCaller(await other.here.as(null)).offers;
	const outcomes = new Set<string>();
	for (let tries = 0; tries < 61; tries++)
		outcomes.add(await outcomeOf(offers.find({ code: `GUESS-${tries}` })));
	expect(outcomes).toEqual(new Set(['offers.unknown', 'limits.too_many']));
	expect(await outcomeOf(offers.find({ code }))).toBe('limits.too_many');
});

const price = { tierId: 'a', kind: 'recurring', every: 'month', currency: 'eur', amount: 900 };
const offer = {
	...{ gives: 'percent', percent: 50, amount: null, currency: null, lasts: 'once' },
	...{ tierIds: [] as string[], every: null },
};
test.each([
	['any price', {}, {}, true],
	['what one chooses to pay', {}, { kind: 'open' }, false],
	['what costs nothing', {}, { amount: 0 }, false],
	['its tier', { tierIds: ['a'] }, {}, true],
	['another tier', { tierIds: ['b'] }, {}, false],
	['a year, where it is for months', { every: 'month' }, { every: 'year' }, false],
	['what is paid once', { every: 'once' }, { kind: 'lifetime', every: null }, true],
	['a year, where some months count', { lasts: 'months' }, { every: 'year' }, false],
	['another currency', { gives: 'amount', amount: 1, currency: 'usd' }, {}, false],
	['a trial of what is paid once', { gives: 'trial' }, { kind: 'lifetime' }, false],
])('it fits %s', (_, change, terms, fitting) => {
	expect(fits({ ...offer, ...change }, { ...price, ...terms })).toBe(fitting);
});

test('what is left to pay is never less than nothing', () => {
	expect(amountAfter({ gives: 'amount', percent: null, amount: 1_000 }, 900)).toBe(0);
	expect(amountAfter({ gives: 'percent', percent: 100, amount: null }, 1)).toBe(0);
	expect(amountAfter({ gives: 'percent', percent: 50, amount: null }, 1)).toBe(0);
	expect(amountAfter({ gives: 'trial', percent: null, amount: null }, 900)).toBe(900);
});

const terms = { gives: 'percent', percent: 20, lasts: 'once', months: null } as const;
test.each([
	{ code: null },
	{ code: 'a' },
	{ code: 'SPRING 26' },
	{ code: '-SPRING' },
	{ purpose: 'retention', code: 'SPRING' },
	{ terms: { ...terms, percent: 0 } },
	{ terms: { ...terms, percent: 101 } },
	{ terms: { ...terms, percent: 12.5 } },
	{ terms: { ...terms, lasts: 'months' } },
	{ terms: { ...terms, months: 3 } },
	{ terms: { ...terms, lasts: 'months', months: 3 }, every: 'year' },
	{ terms: { gives: 'amount', amount: 0, currency: 'eur', lasts: 'once', months: null } },
	{ terms: { gives: 'trial', trialDays: 0 } },
	{ purpose: 'retention', code: null, terms: { gives: 'trial', trialDays: 14 } },
	{ mostUses: 0 },
	{ name: ' ' },
])('%o is no offer', (change) => {
	expect(CreateOffer.safeParse({ ...offerFields(), ...change }).success).toBe(false);
});
