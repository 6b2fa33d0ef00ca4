import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { pay } from '@kith/testing/test-purchases';
import {
	makePrice,
	makeTier,
	openSales,
	openTestSales,
	salesOf,
	type TestSales,
} from '@kith/testing/test-sales';
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

describe('buying', () => {
	test('a member pays on Stripe’s page and has the membership within the event; the fee is exact', async () => {
		const { here, ada, membership, ledger, tierWith } = shop;
		const { priceId } = await tierWith(1_005);
		const sales = await salesOf(here, ada);
		const { url, membershipId } = await sales.buy({ priceId });
		expect(await membership()).toMatchObject({ status: 'pending', externalSubscriptionId: null });
		expect(await sales.check({ membershipId })).toMatchObject({ state: 'waiting' });
		expect(await pay(installation, url)).toBe(
			`${here.community.origin}/membership/done?of=${membershipId}`,
		);
		expect(await membership()).toMatchObject({ id: membershipId, status: 'active', priceId });
		expect(await ledger()).toEqual(
			expect.arrayContaining([
				// Five percent of 1,005 is 50.25.
				{ kind: 'payment', amount: 1_005, fee: 50, mrrDelta: 0 },
				{ kind: 'new', amount: 0, fee: 0, mrrDelta: 1_005 },
			]),
		);
		expect(await ledger()).toHaveLength(2);
		expect(await sales.check({ membershipId })).toEqual({ state: 'open', tier: 'Supporter' });
	});

	test('pressed ten times at once there is one purchase and one page', async () => {
		const { here, ada, tierWith, on } = shop;
		const { priceId } = await tierWith(500);
		const presses = await Promise.all(
			Array.from({ length: 10 }, async () => (await salesOf(here, ada)).buy({ priceId })),
		);
		expect(new Set(presses.map(({ url }) => url)).size).toBe(1);
		expect(await here.db.selectFrom('memberships').select('id').execute()).toHaveLength(1);
		expect((await stripe().customers.list({}, on())).data).toHaveLength(1);
	});

	test('who changes their mind gets another page, and the first one takes no money any more', async () => {
		const { here, ada, membership, tierWith, on } = shop;
		const { tierId, priceId } = await tierWith(500);
		const yearly = await makePrice(here, tierId, { amount: 5_000, every: 'year' });
		const sales = await salesOf(here, ada);
		const first = await sales.buy({ priceId });
		const second = await sales.buy({ priceId: yearly });
		expect(second.url).not.toBe(first.url);
		await pay(installation, first.url);
		expect(await membership()).toMatchObject({ status: 'pending' });
		await pay(installation, second.url);
		expect(await membership()).toMatchObject({ status: 'active', priceId: yearly });
		expect((await stripe().subscriptions.list({}, on())).data).toHaveLength(1);
		expect(await outcomeOf(sales.buy({ priceId }))).toBe('sales.already_yours');
	});

	test('a page that was left is closed after a day, and one may buy again', async () => {
		const { here, ada, membership, tierWith, bought } = shop;
		const { priceId } = await tierWith(500);
		const { membershipId } = await (await salesOf(here, ada)).buy({ priceId });
		await pass(2 * DAY);
		expect(await membership()).toMatchObject({ id: membershipId, status: 'canceled' });
		await bought(priceId);
		expect(await membership()).toMatchObject({ status: 'active' });
	});

	test('one whose page Stripe never opened is over after a day as well', async () => {
		const { here, account, ada, membership, tierWith } = shop;
		const { priceId } = await tierWith(500);
		await (await salesOf(here, ada)).buy({ priceId });
		const row = await membership();
		const { session: _, ...data } = row.data as Record<string, unknown>;
		const change = here.db.updateTable('memberships').set({ data: JSON.stringify(data) });
		await change.where('id', '=', row.id).execute();
		await reconcileCommunity(installation.services, here.community, account);
		expect(await membership()).toMatchObject({ status: 'pending' });
		await pass(2 * DAY);
		await reconcileCommunity(installation.services, here.community, account);
		expect(await membership()).toMatchObject({ status: 'canceled' });
	});

	test('a trial is free once per person', async () => {
		const { membership, ledger, tierWith, bought } = shop;
		const { priceId } = await tierWith(900, { trialDays: 14 });
		const { sales, membershipId } = await bought(priceId);
		expect(await membership()).toMatchObject({ status: 'trialing' });
		expect(await ledger()).toEqual([]);
		await sales.cancel({ membershipId, reason: null, comment: '' });
		await pass(15 * DAY);
		expect(await membership()).toMatchObject({ id: membershipId, status: 'canceled' });
		const again = await bought(priceId);
		expect(await membership()).toMatchObject({ id: again.membershipId, status: 'active' });
	});

	test('what is paid for once is there for good, a pass for its days, an amount of one’s own from the least on', async () => {
		const { here, ada, membership, ledger, tierWith, bought } = shop;
		const { tierId } = await tierWith(500);
		const lifetime = await makePrice(here, tierId, { amount: 20_000, kind: 'lifetime' });
		await bought(lifetime);
		expect(await membership()).toMatchObject({ status: 'active', endsAt: null });

		const passes = await makeTier(here, { name: 'Week' });
		const week = await makePrice(here, passes, { amount: 700, kind: 'pass', days: 7 });
		await bought(week);
		const { startsAt, endsAt } = await membership();
		expect((endsAt?.getTime() ?? 0) - startsAt.getTime()).toBe(7 * DAY * 1000);

		const open = await makeTier(here, { name: 'Friend' });
		const own = await makePrice(here, open, { amount: 500, kind: 'open', leastAmount: 300 });
		const sales = await salesOf(here, ada);
		expect(await outcomeOf(sales.buy({ priceId: own }))).toBe('sales.amount_needed');
		expect(await outcomeOf(sales.buy({ priceId: own, amount: 299 }))).toBe('sales.amount_needed');
		const { url } = await sales.buy({ priceId: own, amount: 1_234 });
		await pay(installation, url);
		expect(await ledger()).toContainEqual({
			...{ kind: 'payment', amount: 1_234, fee: 62, mrrDelta: 0 },
		});
	});

	test('an amount of one’s own each month is paid each month, until it is ended', async () => {
		const { here, ada, membership, ledger } = shop;
		const tierId = await makeTier(here, { name: 'Friend' });
		const terms = { amount: 500, kind: 'open', leastAmount: 200, every: 'month' } as const;
		const priceId = await makePrice(here, tierId, terms);
		const sales = await salesOf(here, ada);
		const { url, membershipId } = await sales.buy({ priceId, amount: 777 });
		await pay(installation, url);
		expect(await membership()).toMatchObject({ status: 'active', priceId });
		await pass(32 * DAY);
		const told = await ledger();
		expect(told.filter(({ kind }) => kind === 'payment').map(({ amount }) => amount)).toEqual([
			...[777, 777],
		]);
		expect(told).toContainEqual({ kind: 'new', amount: 0, fee: 0, mrrDelta: 777 });
		await sales.cancel({ membershipId, reason: null, comment: '' });
		expect((await membership()).cancelAt).not.toBeNull();
	});

	test('nothing is sold without an account, of another community, or that is not offered', async () => {
		const { here, ada, tierWith } = shop;
		const { priceId, tierId } = await tierWith(500);
		const sales = await salesOf(here, ada);
		expect(await outcomeOf(sales.buy({ priceId: newId() }))).toBe('sales.price_not_found');
		const neighbour = await openSales(installation);
		const stranger = await neighbour.here.member('member', 'Bo');
		expect(await outcomeOf((await salesOf(neighbour.here, stranger)).buy({ priceId }))).toBe(
			'sales.price_not_found',
		);
		await here.db
			.updateTable('tiers')
			.set({ status: 'archived' })
			.where('id', '=', tierId)
			.execute();
		expect(await outcomeOf(sales.buy({ priceId }))).toBe('sales.not_offered');
	});
});
