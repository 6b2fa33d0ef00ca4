import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import {
	makePrice,
	makeTier,
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

describe('truth', () => {
	test('a reference that we did not write opens nothing', async () => {
		const { here, ada, membership, ledger, tierWith, on } = shop;
		const { priceId } = await tierWith(1_000);
		const { membershipId } = await (await salesOf(here, ada)).buy({ priceId });
		const customer = await stripe().customers.create({ email: 'eve@example.com' }, on());
		await stripe().paymentMethods.attach('pm_card_visa', { customer: customer.id }, on());
		const methods = await stripe().paymentMethods.list({ customer: customer.id }, on());
		const product = await stripe().products.create({ name: 'Mine' }, on());
		const price = await stripe().prices.create(
			{ product: product.id, currency: 'eur', unit_amount: 1, recurring: { interval: 'year' } },
			on(),
		);
		await stripe().subscriptions.create(
			{
				...{ customer: customer.id, items: [{ price: price.id }] },
				default_payment_method: methods.data[0]?.id ?? '',
				metadata: { kith: `${membershipId}.forged` },
			},
			on(),
		);
		await installation.hearStripe();
		expect(await membership()).toMatchObject({ status: 'pending' });
		expect(await ledger()).toEqual([]);
	});

	test('webhooks doubled, lost, late and out of order: after comparing, ours is Stripe’s', async () => {
		const { here, account, membership, ledger, tierWith, bought, on } = shop;
		const { priceId } = await tierWith(1_000);
		const patron = await makeTier(here, { name: 'Patron' });
		const better = await makePrice(here, patron, { amount: 3_000 });
		const standIn = await installation.stripe();
		for (let seed = 1; seed <= 4; seed++) {
			standIn.setFaults({
				seed,
				webhooks: { duplicate: 0.4, drop: 0.4, delay: 0.4, shuffle: true },
			});
			const who = await here.member('member', `Ada ${seed}`);
			const { sales, membershipId } = await bought(priceId, { who });
			await reconcileCommunity(installation.services, here.community, account);
			await pass(5 * DAY);
			const { at } = await sales.previewChange({ membershipId, priceId: better });
			await sales.change({ membershipId, priceId: better, at });
			if (seed % 2 === 0) await sales.cancel({ membershipId, reason: null, comment: '' });
			// It looks back a week, and comes every night.
			for (let week = 1; week <= 4; week++) {
				await reconcileCommunity(installation.services, here.community, account);
				await pass(7 * DAY);
			}
			standIn.setFaults(null);
			await reconcileCommunity(installation.services, here.community, account);
			const kept = await membership(who);
			const theirs = await stripe().subscriptions.retrieve(
				kept.externalSubscriptionId ?? '',
				{},
				on(),
			);
			expect(kept.status).toBe(theirs.status);
		}
		const charged = (await stripe().charges.list({ limit: 100 }, on())).data;
		const payments = (await ledger()).filter(({ kind }) => kind === 'payment');
		const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0);
		expect(payments).toHaveLength(charged.filter(({ paid }) => paid).length);
		expect(sum(payments.map(({ amount }) => amount))).toBe(
			sum(charged.filter(({ paid }) => paid).map(({ amount }) => amount)),
		);
		const running = (await stripe().subscriptions.list({ limit: 100 }, on())).data;
		expect(sum((await ledger()).map(({ mrrDelta }) => mrrDelta))).toBe(
			sum(running.map(({ items }) => items.data[0]?.price.unit_amount ?? 0)),
		);
	}, 60_000);
});
