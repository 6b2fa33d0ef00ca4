import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { communityCaller } from '../index.ts';
import { outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import {
	makePrice,
	makeTier,
	openTestSales,
	salesOf,
	type TestSales,
} from '@kith/testing/test-sales';
import { mrrOf } from './mrr.ts';
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
const pass = async (days: number) => {
	installation.clock.advance(days * DAY);
	await installation.hearStripe();
};

/** Three payments of forty, which somebody began. */
async function inParts(every: 'month' | 'year' = 'month') {
	const { here, bought, membership, ledger, ada } = shop;
	const tierId = await makeTier(here, { name: 'Course' });
	const terms = { amount: 4_000, kind: 'instalments', payments: 3, every };
	const priceId = await makePrice(here, tierId, terms);
	const { sales, membershipId } = await bought(priceId);
	const payments = async () =>
		(await ledger()).filter(({ kind }) => kind === 'payment').map(({ amount }) => amount);
	const own = async () =>
		(await communityCaller(await here.as(ada)).memberships.mine()).find(
			({ id }) => id === membershipId,
		);
	const subscription = async () =>
		stripe().subscriptions.retrieve(
			...([(await membership()).externalSubscriptionId ?? '', {}, shop.on()] as const),
		);
	return { tierId, priceId, sales, membershipId, payments, own, subscription };
}

describe('what is paid in parts', () => {
	test('is open from the first of them, is never charged for again after the last, and stays', async () => {
		const { membership, ledger, here, account } = shop;
		const { own, payments, subscription, sales, membershipId } = await inParts();
		const begun = await own();
		expect(begun).toMatchObject({ status: 'active', cancelAt: null });
		expect(begun?.parts).toEqual({ paid: 1, of: 3, nextAt: begun?.currentPeriodEnd });
		await pass(32);
		expect((await own())?.parts).toMatchObject({ paid: 2, of: 3 });
		await pass(32);
		expect(await own()).toMatchObject({
			...{ status: 'active', endsAt: null, currentPeriodEnd: null },
			parts: { paid: 3, of: 3, nextAt: null },
		});
		expect((await subscription()).status).toBe('canceled');
		await pass(200);
		await reconcileCommunity(installation.services, here.community, account);
		expect(await membership()).toMatchObject({ status: 'active', endedAt: null });
		expect(await payments()).toEqual([4_000, 4_000, 4_000]);
		const lines = await (await salesOf(here, shop.founder)).ledger({ kinds: ['payment'] });
		expect(lines.items.map(({ part }) => part)).toEqual(
			[3, 2, 1].map((number) => ({ number, of: 3 })),
		);
		const moved = (await ledger()).map(({ mrrDelta }) => mrrDelta);
		expect(moved.every((delta) => delta === 0)).toBe(true);
		expect(mrrOf(await subscription())).toBe(0);
		expect(await outcomeOf(sales.cancel({ membershipId, reason: null, comment: '' }))).toBe(
			'sales.not_running',
		);
	});

	test.each(['month', 'year'] as const)(
		'is ended by Stripe itself with the last %s, should nobody here hear of anything again',
		async (every) => {
			const { subscription } = await inParts(every);
			(await installation.stripe()).setFaults({ seed: 3, webhooks: { lose: 1 } });
			installation.clock.advance((every === 'month' ? 200 : 2_000) * DAY);
			await installation.hearStripe();
			expect((await subscription()).status).toBe('canceled');
			const charged = (await stripe().charges.list({ limit: 100 }, shop.on())).data;
			expect(charged.map(({ amount }) => amount)).toEqual([4_000, 4_000, 4_000]);
		},
	);

	test('stays when Stripe’s word of every payment was lost, once both are compared', async () => {
		const { membership, here, account } = shop;
		const { own } = await inParts();
		(await installation.stripe()).setFaults({ seed: 3, webhooks: { lose: 1 } });
		await pass(100);
		(await installation.stripe()).setFaults(null);
		await reconcileCommunity(installation.services, here.community, account);
		expect(await membership()).toMatchObject({ status: 'active', endedAt: null });
		expect((await own())?.parts).toMatchObject({ paid: 3, of: 3 });
	});

	test('ends with the period that is paid when its member ends it, and is bounded again when they keep it', async () => {
		const { membership } = shop;
		const { own, payments, sales, membershipId, subscription } = await inParts();
		const bound = (await subscription()).cancel_at;
		expect(bound).not.toBeNull();
		await sales.cancel({ membershipId, reason: null, comment: '' });
		const ending = await own();
		expect(ending?.cancelAt).toEqual(ending?.currentPeriodEnd);
		expect(ending?.parts?.nextAt).toBeNull();
		await sales.keep({ membershipId });
		expect((await own())?.cancelAt).toBeNull();
		expect((await subscription()).cancel_at).toBe(bound);
		await sales.cancel({ membershipId, reason: null, comment: '' });
		await pass(35);
		expect(await membership()).toMatchObject({ status: 'canceled' });
		expect(await payments()).toEqual([4_000]);
	});

	test('is agreed on: it is neither paused nor changed to another price', async () => {
		const { here, tierWith } = shop;
		const { sales, membershipId } = await inParts();
		const { priceId } = await tierWith(900);
		expect(await outcomeOf(sales.pause({ membershipId, months: 1 }))).toBe('sales.in_parts');
		expect(await outcomeOf(sales.previewChange({ membershipId, priceId }))).toBe('sales.in_parts');
		const staff = await salesOf(here, shop.founder);
		const change = staff.previewFor({ membershipId, priceId });
		expect(await outcomeOf(change)).toBe('sales.in_parts');
	});

	test('a part that fails is owed like any payment, and what is never paid is over', async () => {
		const { membership, on } = shop;
		const { own, payments } = await inParts();
		const { externalCustomerId, externalSubscriptionId } = await membership();
		const bad = await stripe().paymentMethods.attach(
			...(['pm_card_chargeCustomerFail', { customer: externalCustomerId ?? '' }, on()] as const),
		);
		await stripe().subscriptions.update(
			...([externalSubscriptionId ?? '', { default_payment_method: bad.id }, on()] as const),
		);
		await pass(33);
		expect(await own()).toMatchObject({ status: 'past_due', parts: { paid: 1, of: 3 } });
		await pass(20);
		expect(await membership()).toMatchObject({ status: 'canceled' });
		await pass(60);
		expect(await payments()).toEqual([4_000]);
	});

	test('a part that is given back whole ends it at once, paid up or not; less than that does not', async () => {
		const { here, founder, membership } = shop;
		const { membershipId, subscription, payments, own } = await inParts();
		await pass(32);
		const staff = await salesOf(here, founder);
		const [last] = (await staff.entries({ membershipId })).filter(({ kind }) => kind === 'payment');
		const refund = { membershipId, entryId: last?.id ?? '', reason: 'Asked for it' };
		await staff.refund({ ...refund, amount: 1_000 });
		expect((await own())?.status).toBe('active');
		await staff.refund(refund);
		expect(await membership()).toMatchObject({ status: 'canceled' });
		expect((await subscription()).status).toBe('canceled');
		await pass(60);
		expect(await payments()).toEqual([4_000, 4_000]);
	});

	test('paid up, it is ended by hand like what was bought once', async () => {
		const { here, founder, membership } = shop;
		const { membershipId } = await inParts();
		const staff = communityCaller(await here.as(founder)).memberships;
		const end = async () => {
			const { version } = await membership();
			return outcomeOf(staff.end({ membershipId, reason: 'Broke the rules', version }));
		};
		expect((await staff.get({ membershipId })).isPaidElsewhere).toBe(true);
		expect(await end()).toBe('memberships.paid_elsewhere');
		await pass(64);
		expect((await staff.get({ membershipId })).isPaidElsewhere).toBe(false);
		expect(await end()).toBe('done');
		expect(await membership()).toMatchObject({ status: 'canceled' });
	});
});
