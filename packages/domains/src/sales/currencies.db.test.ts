import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { makeOffer } from '@kith/testing/test-offers';
import { pay } from '@kith/testing/test-purchases';
import {
	makePrice,
	makeTier,
	openTestSales,
	salesOf,
	type TestSales,
} from '@kith/testing/test-sales';
import { communityCaller } from '../index.ts';
import { reconcileCommunity } from './reconcile-sales.ts';

let installation: TestInstallation;
let shop: TestSales;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());
beforeEach(async () => {
	(await installation.stripe()).setFaults(null);
	shop = await openTestSales(installation);
});

const DAY = 86_400;
const stripe = () => installation.services.payments;
const pass = async (seconds: number) => {
	installation.clock.advance(seconds);
	await installation.hearStripe();
};
const rows = () =>
	shop.here.db
		.selectFrom('ledger')
		.select(['kind', 'amount', 'fee', 'mrrDelta', 'currency'])
		.orderBy('at')
		.orderBy('id')
		.execute();
const sumOf = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0);
const own = async () => (await communityCaller(await shop.here.as(shop.ada)).memberships.mine())[0];

/** A tier of €10 a month, and what it is in other money. */
async function sold(others: Record<string, number>, amount = 1_000) {
	const tierId = await makeTier(shop.here, { name: 'Supporter' });
	return { tierId, priceId: await makePrice(shop.here, tierId, { amount, others }) };
}

describe('a membership in another currency', () => {
	test('charge, fee, ledger and what comes in are in it, to the next payment and the end', async () => {
		const { here, on, account, membership, bought } = shop;
		const { priceId } = await sold({ usd: 1_105, jpy: 1_500 });
		const { sales, membershipId } = await bought(priceId, { currency: 'usd' });
		expect(await membership()).toMatchObject({ status: 'active', priceId });
		expect(await rows()).toEqual(
			expect.arrayContaining([
				// Five percent of 1,105 is 55.25.
				{ kind: 'payment', amount: 1_105, fee: 55, mrrDelta: 0, currency: 'usd' },
				{ kind: 'new', amount: 0, fee: 0, mrrDelta: 1_105, currency: 'usd' },
			]),
		);
		expect(await own()).toMatchObject({ price: { id: priceId, currency: 'usd', amount: 1_105 } });
		await pass(32 * DAY);
		const invoices = await sales.invoices({ membershipId });
		expect(invoices.map(({ amount, currency }) => [amount, currency])).toEqual([
			...[1, 2].map(() => [1_105, 'usd']),
		]);
		const { data } = await stripe().charges.list({}, on());
		const paid = (await rows()).filter(({ kind }) => kind === 'payment');
		expect(sumOf(paid.map(({ amount }) => amount))).toBe(sumOf(data.map(({ amount }) => amount)));
		const fees = data.map(({ application_fee_amount: fee }) => fee ?? 0);
		expect(sumOf(paid.map(({ fee }) => fee))).toBe(sumOf(fees));
		const report = await reconcileCommunity(installation.services, here.community, account);
		expect(report.differed).toEqual([]);
		await sales.cancel({ membershipId, reason: null, comment: '' });
		await pass(32 * DAY);
		expect((await rows()).at(-1)).toMatchObject({ kind: 'churn', mrrDelta: -1_105 });
		expect(new Set((await rows()).map(({ currency }) => currency))).toEqual(new Set(['usd']));
	});

	test.each([
		['jpy', 1_500, 75],
		// 750 thousandths are as many.
		['kwd', 3_000, 150],
	])(
		'paid once in %s, whole units and thousandths are what they are',
		async (currency, amount, fee) => {
			const { here, bought, on } = shop;
			const tierId = await makeTier(here, { name: 'For life' });
			const price = { amount: 9_000, kind: 'lifetime', others: { [currency]: amount } };
			await bought(await makePrice(here, tierId, price), { currency });
			expect(await rows()).toEqual([{ kind: 'payment', amount, fee, mrrDelta: 0, currency }]);
			const { data } = await stripe().charges.list({}, on());
			expect(data).toMatchObject([{ amount, currency }]);
		},
	);

	test('one that the price is not sold in is refused; who changes their mind gets another page', async () => {
		const { here, ada, on } = shop;
		const { priceId } = await sold({ usd: 1_000 });
		const sales = await salesOf(here, ada);
		expect(await outcomeOf(sales.buy({ priceId, currency: 'gbp' }))).toBe('sales.not_in_currency');
		const first = await sales.buy({ priceId });
		const second = await sales.buy({ priceId, currency: 'usd' });
		expect(second.url).not.toBe(first.url);
		expect((await sales.buy({ priceId, currency: 'usd' })).url).toBe(second.url);
		await pay(installation, first.url);
		expect(await rows()).toEqual([]);
		await pay(installation, second.url);
		expect((await stripe().charges.list({}, on())).data).toMatchObject([{ currency: 'usd' }]);
	});

	test('what one chooses to pay has a least in each currency, and thousandths are charged in tens', async () => {
		const { here, ada } = shop;
		const tierId = await makeTier(here, { name: 'Open' });
		const others = [
			{ currency: 'usd', amount: 900, leastAmount: 300 },
			{ currency: 'kwd', amount: 3_000, leastAmount: 1_000 },
		];
		const priceId = await makePrice(here, tierId, { amount: 800, kind: 'open', leastAmount: 200 });
		const change = here.db.updateTable('prices').set({ otherCurrencies: JSON.stringify(others) });
		await change.where('id', '=', priceId).execute();
		const sales = await salesOf(here, ada);
		const cheap = sales.buy({ priceId, currency: 'usd', amount: 250 });
		expect(await outcomeOf(cheap)).toBe('sales.amount_needed');
		const { url } = await sales.buy({ priceId, currency: 'kwd', amount: 1_234 });
		await pay(installation, url);
		expect(await rows()).toMatchObject([{ amount: 1_230, currency: 'kwd' }]);
	});

	test('a price that Stripe knew before it had other currencies is told of them when one is paid in', async () => {
		const { here, bought } = shop;
		const { priceId } = await sold({});
		await bought(priceId);
		const others = [{ currency: 'usd', amount: 1_100 }];
		const change = here.db.updateTable('prices').set({ otherCurrencies: JSON.stringify(others) });
		await change.where('id', '=', priceId).execute();
		await bought(priceId, { who: await here.member('member', 'Bo'), currency: 'usd' });
		const paid = (await rows()).filter(({ kind }) => kind === 'payment');
		expect(paid.map(({ amount, currency }) => [amount, currency])).toEqual([
			[1_000, 'eur'],
			[1_100, 'usd'],
		]);
	});
});

describe('one who pays in a currency', () => {
	test('begins no other membership in another while it runs, may pay once in any, and then begins anew', async () => {
		const { here, ada, bought } = shop;
		const { priceId } = await sold({ usd: 1_100 });
		const other = await sold({ usd: 2_200 });
		const pass7 = await makePrice(here, await makeTier(here, { name: 'Week' }), {
			...{ amount: 500, kind: 'pass', days: 7, others: { usd: 600 } },
		});
		const { sales, membershipId } = await bought(priceId, { currency: 'usd' });
		installation.services.snapshots.drop(here.id);
		const offers = await communityCaller(await here.as(ada)).tiers.offers();
		expect(offers.map(({ paysIn }) => paysIn)).toEqual(['usd', 'usd', 'usd']);
		expect(await outcomeOf(sales.buy({ priceId: other.priceId }))).toBe('sales.other_currency');
		await bought(pass7, { currency: 'eur' });
		await sales.cancel({ membershipId, reason: null, comment: '' });
		await pass(40 * DAY);
		await bought(other.priceId);
		expect((await rows()).at(-1)).toMatchObject({ currency: 'eur' });
	});

	test('changes within it: previews are in it, and a price that lacks it is not for them', async () => {
		const { bought, membership } = shop;
		const { priceId } = await sold({ usd: 1_100 });
		const better = await sold({ usd: 3_300 }, 3_000);
		const only = await sold({}, 5_000);
		const { sales, membershipId } = await bought(priceId, { currency: 'usd' });
		const lacking = sales.previewChange({ membershipId, priceId: only.priceId });
		expect(await outcomeOf(lacking)).toBe('sales.not_in_currency');
		const shown = await sales.previewChange({ membershipId, priceId: better.priceId });
		expect(shown).toMatchObject({ due: 2_200, currency: 'usd', next: { amount: 3_300 } });
		await sales.change({ membershipId, priceId: better.priceId, at: shown.at });
		await installation.hearStripe();
		expect(await membership()).toMatchObject({ priceId: better.priceId });
		const told = await rows();
		expect(told.filter(({ kind }) => kind === 'payment').map(({ amount }) => amount)).toEqual([
			...[1_100, 2_200],
		]);
		expect(sumOf(told.map(({ mrrDelta }) => mrrDelta))).toBe(3_300);
		expect(told.every(({ currency }) => currency === 'usd')).toBe(true);
		const price = { currency: 'usd', amount: 3_300 };
		expect(await own()).toMatchObject({ price });
	});

	test('a percentage counts in every currency, an amount in its own alone', async () => {
		const { here, founder, ada, bought } = shop;
		const { priceId } = await sold({ usd: 1_100 });
		const { code: fifth } = await makeOffer(here, founder, {});
		const cut = { gives: 'amount', amount: 300, currency: 'eur' } as const;
		const terms = { ...cut, lasts: 'once', months: null } as const;
		const { code: less } = await makeOffer(here, founder, { terms });
		const { offers } = communityCaller(await here.as(ada));
		const found = async (code: string, currency?: string) =>
			(await offers.find({ code, ...(currency && { currency }) })).prices;
		expect(await found(fifth, 'usd')).toEqual([{ priceId, amount: 880 }]);
		expect(await found(less)).toEqual([{ priceId, amount: 700 }]);
		expect(await found(less, 'usd')).toEqual([]);
		const sales = await salesOf(here, ada);
		const wrong = sales.buy({ priceId, currency: 'usd', code: less });
		expect(await outcomeOf(wrong)).toBe('offers.other_currency');
		await bought(priceId, { currency: 'usd', code: fifth });
		expect(await rows()).toContainEqual(
			expect.objectContaining({ kind: 'payment', amount: 880, currency: 'usd' }),
		);
	});
});

test('sums of two currencies are never made: revenue and what comes in stand one by one', async () => {
	const { here, founder, bought } = shop;
	const { priceId } = await sold({ usd: 1_100 });
	await bought(priceId);
	await bought(priceId, { who: await here.member('member', 'Bo'), currency: 'usd' });
	const staff = communityCaller(await here.as(founder));
	const { currencies } = await staff.sales.revenue({ months: 3 });
	const last = currencies.map(({ currency, months }) => [
		...[currency, months.at(-1)?.mrr, months.at(-1)?.gross],
	]);
	expect(last).toHaveLength(2);
	expect(last).toEqual(
		expect.arrayContaining([
			['eur', 1_000, 1_000],
			['usd', 1_100, 1_100],
		]),
	);
});

test('gifts and the seats of groups are paid in it, and shown in it to whoever looks after them', async () => {
	const { here, founder, ada } = shop;
	const { tierId } = await sold({});
	const giftPrice = await makePrice(here, tierId, {
		...{ amount: 2_700, kind: 'gift', months: 3, others: { usd: 3_000 } },
	});
	const seatPrice = await makePrice(here, tierId, {
		...{ amount: 500, kind: 'group', leastSeats: 2, mostSeats: 9, others: { usd: 600 } },
	});
	const { gifts, seats } = communityCaller(await here.as(ada));
	const words = { sender: 'Ada', message: '', email: null, sendOn: null };
	const wish = { id: newId(), priceId: giftPrice, currency: 'usd', ...words };
	await pay(installation, (await gifts.buy(wish)).url);
	const staff = communityCaller(await here.as(founder));
	expect((await staff.gifts.list({})).items).toMatchObject([
		{ amount: 3_000, currency: 'usd', left: 3_000 },
	]);
	const group = { id: newId(), priceId: seatPrice, seats: 3, name: 'Us', takesSeat: false };
	const refused = seats.buy({ ...group, currency: 'gbp' });
	expect(await outcomeOf(refused)).toBe('sales.not_in_currency');
	await pay(installation, (await seats.buy({ ...group, currency: 'usd' })).url);
	const membershipId = group.id;
	expect(await seats.group({ membershipId })).toMatchObject({
		...{ status: 'active', price: { currency: 'usd', amount: 600 } },
	});
	const shown = await seats.previewChange({ membershipId, seats: 5 });
	expect(shown).toMatchObject({ due: 1_200, currency: 'usd', next: { amount: 3_000 } });
	const paid = (await rows()).filter(({ kind }) => kind === 'payment');
	expect(paid.map(({ amount, currency }) => [amount, currency])).toEqual([
		...[
			[3_000, 'usd'],
			[1_800, 'usd'],
		],
	]);
});
