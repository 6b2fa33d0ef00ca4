import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { outcomeOf } from '@kith/testing/test-content';
import type { TestCommunity, TestMember } from '@kith/testing/test-community';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { GOOD_CARD, pay } from '@kith/testing/test-payments';
import { reconcileCommunity } from './reconcile-sales.ts';
import { makePrice, makeTier, openSales, salesOf } from './sales-fixture.ts';

let installation: TestInstallation;
let here: TestCommunity;
let founder: TestMember;
let account: string;
let ada: TestMember;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());
beforeEach(async () => {
	(await installation.stripe()).setFaults(null);
	({ here, founder, account } = await openSales(installation));
	ada = await here.member('member', 'Ada');
});

const DAY = 86_400;
const stripe = () => installation.services.payments;
const on = () => ({ stripeAccount: account });
const membership = async () =>
	here.db
		.selectFrom('memberships')
		.selectAll()
		.where('memberId', '=', ada.memberId)
		.orderBy('createdAt', 'desc')
		.executeTakeFirstOrThrow();
const ledger = () =>
	here.db
		.selectFrom('ledger')
		.select(['kind', 'amount', 'fee', 'mrrDelta'])
		.orderBy('at')
		.orderBy('id')
		.execute();
const pass = async (seconds: number) => {
	installation.clock.advance(seconds);
	await installation.hearStripe();
};

async function tierWith(amount: number, more: { trialDays?: number } = {}) {
	const tierId = await makeTier(here, { name: 'Supporter', ...more });
	return { tierId, priceId: await makePrice(here, tierId, { amount }) };
}

async function bought(priceId: string, card = GOOD_CARD) {
	const sales = await salesOf(here, ada);
	const { url, membershipId } = await sales.buy({ priceId });
	await pay(installation, url, card);
	return { sales, membershipId };
}

describe('buying', () => {
	test('a member pays on Stripe’s page and has the membership within the event; the fee is exact', async () => {
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
		const { priceId } = await tierWith(500);
		const presses = await Promise.all(
			Array.from({ length: 10 }, async () => (await salesOf(here, ada)).buy({ priceId })),
		);
		expect(new Set(presses.map(({ url }) => url)).size).toBe(1);
		expect(await here.db.selectFrom('memberships').select('id').execute()).toHaveLength(1);
		expect((await stripe().customers.list({}, on())).data).toHaveLength(1);
	});

	test('who changes their mind gets another page, and the first one takes no money any more', async () => {
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
		const { priceId } = await tierWith(500);
		const { membershipId } = await (await salesOf(here, ada)).buy({ priceId });
		await pass(2 * DAY);
		expect(await membership()).toMatchObject({ id: membershipId, status: 'canceled' });
		await bought(priceId);
		expect(await membership()).toMatchObject({ status: 'active' });
	});

	test('a trial is free once per person', async () => {
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

	test('nothing is sold without an account, of another community, or that is not offered', async () => {
		const { priceId, tierId } = await tierWith(500);
		const sales = await salesOf(here, ada);
		expect(await outcomeOf(sales.buy({ priceId: newId() }))).toBe('sales.not_offered');
		const neighbour = await openSales(installation);
		const stranger = await neighbour.here.member('member', 'Bo');
		expect(await outcomeOf((await salesOf(neighbour.here, stranger)).buy({ priceId }))).toBe(
			'sales.not_offered',
		);
		await here.db
			.updateTable('tiers')
			.set({ status: 'archived' })
			.where('id', '=', tierId)
			.execute();
		expect(await outcomeOf(sales.buy({ priceId }))).toBe('sales.not_offered');
	});
});

describe('a subscription that runs', () => {
	test('an upgrade costs what was shown, to the cent, and moves what comes in', async () => {
		const { priceId } = await tierWith(1_000);
		const patron = await makeTier(here, { name: 'Patron' });
		const better = await makePrice(here, patron, { amount: 3_000 });
		const { sales, membershipId } = await bought(priceId);
		await pass(10 * DAY);
		const shown = await sales.previewChange({ membershipId, priceId: better });
		expect(shown.due).toBeGreaterThan(0);
		await sales.change({ membershipId, priceId: better, at: shown.at });
		await installation.hearStripe();
		expect(await membership()).toMatchObject({ tierId: patron, priceId: better, status: 'active' });
		const paid = (await ledger()).filter(({ kind }) => kind === 'payment');
		expect(paid.map(({ amount }) => amount)).toEqual([1_000, shown.due]);
		expect(await ledger()).toContainEqual({
			kind: 'expansion',
			amount: 0,
			fee: 0,
			mrrDelta: 2_000,
		});
		expect(await outcomeOf(sales.previewChange({ membershipId, priceId: better }))).toBe(
			'sales.same_plan',
		);
		expect(await outcomeOf(sales.change({ membershipId, priceId, at: shown.at - 7_200 }))).toBe(
			'sales.preview_old',
		);
	});

	test('it ends with what was paid for, and can be kept until then', async () => {
		const { priceId } = await tierWith(1_000);
		const { sales, membershipId } = await bought(priceId);
		await sales.cancel({ membershipId, reason: 'unused', comment: 'No time' });
		expect((await membership()).cancelAt).not.toBeNull();
		await sales.keep({ membershipId });
		expect((await membership()).cancelAt).toBeNull();
		await sales.cancel({ membershipId, reason: 'unused', comment: 'No time' });
		await pass(40 * DAY);
		expect(await membership()).toMatchObject({ status: 'canceled' });
		expect((await ledger()).at(-1)).toMatchObject({ kind: 'churn', mrrDelta: -1_000 });
		expect(await outcomeOf(sales.keep({ membershipId }))).toBe('sales.not_running');
	});

	test('paused, nothing is open and nothing paid; then it goes on by itself', async () => {
		const { priceId } = await tierWith(1_000);
		const { sales, membershipId } = await bought(priceId);
		await sales.pause({ membershipId, months: 2 });
		expect(await membership()).toMatchObject({ status: 'paused' });
		await pass(35 * DAY);
		expect((await ledger()).filter(({ kind }) => kind === 'payment')).toHaveLength(1);
		await pass(35 * DAY);
		expect(await membership()).toMatchObject({ status: 'active' });
		expect((await ledger()).map(({ kind }) => kind)).toContain('reactivation');
	});

	test('a card that fails: owed, then suspended after the days of grace; a new card restores exactly', async () => {
		const { priceId } = await tierWith(1_000);
		const { sales, membershipId } = await bought(priceId);
		const { externalCustomerId: customer } = await membership();
		const bad = await stripe().paymentMethods.attach(
			'pm_card_chargeCustomerFail',
			{ customer: customer ?? '' },
			on(),
		);
		const subscription = (await membership()).externalSubscriptionId ?? '';
		await stripe().subscriptions.update(subscription, { default_payment_method: bad.id }, on());
		await pass(32 * DAY);
		expect(await membership()).toMatchObject({ status: 'past_due' });
		const { url } = await sales.portal({ membershipId });
		expect(url).toContain('/dev/stripe/');
		const good = await stripe().paymentMethods.attach(
			...(['pm_card_visa', { customer: customer ?? '' }, on()] as const),
		);
		await stripe().subscriptions.update(subscription, { default_payment_method: good.id }, on());
		const [open] = (await sales.invoices({ membershipId })).filter(
			({ status }) => status === 'open',
		);
		await stripe().invoices.pay(open?.id ?? '', {}, on());
		await installation.hearStripe();
		expect(await membership()).toMatchObject({ status: 'active' });
	});

	test('a refund is in the ledger once with the platform’s part, and ends only what was bought once', async () => {
		const { tierId } = await tierWith(1_000);
		const lifetime = await makePrice(here, tierId, { amount: 2_000, kind: 'lifetime' });
		const { membershipId } = await bought(lifetime);
		const owner = await salesOf(here, founder);
		const [payment] = await owner.entries({ membershipId });
		const entryId = payment?.id ?? '';
		const refund = { membershipId, entryId, reason: 'Asked within a week' };
		await owner.refund({ ...refund, amount: 500 });
		expect(await membership()).toMatchObject({ status: 'active' });
		expect(await outcomeOf(owner.refund({ ...refund, amount: 1_501 }))).toBe(
			'sales.refund_too_much',
		);
		await owner.refund(refund);
		await installation.hearStripe();
		expect(await membership()).toMatchObject({ status: 'canceled' });
		expect(await ledger()).toEqual([
			{ kind: 'payment', amount: 2_000, fee: 100, mrrDelta: 0 },
			{ kind: 'refund', amount: -500, fee: -25, mrrDelta: 0 },
			{ kind: 'refund', amount: -1_500, fee: -75, mrrDelta: 0 },
		]);
		expect(await outcomeOf((await salesOf(here, ada)).refund(refund))).toBe('permissions.denied');
	});

	test('one’s purchases are nobody else’s', async () => {
		const { priceId } = await tierWith(1_000);
		const { membershipId } = await bought(priceId);
		const bo = await salesOf(here, await here.member('member', 'Bo'));
		const verbs = [
			bo.check({ membershipId }),
			bo.invoices({ membershipId }),
			bo.portal({ membershipId }),
			bo.cancel({ membershipId, reason: null, comment: '' }),
			bo.pause({ membershipId, months: 1 }),
			bo.previewChange({ membershipId, priceId: newId() }),
		];
		const outcomes = await Promise.all(verbs.map((verb) => outcomeOf(verb)));
		expect(new Set(outcomes)).toEqual(new Set(['sales.not_found']));
	});
});

describe('truth', () => {
	test('a reference that we did not write opens nothing', async () => {
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
		const { priceId } = await tierWith(1_000);
		const patron = await makeTier(here, { name: 'Patron' });
		const better = await makePrice(here, patron, { amount: 3_000 });
		const standIn = await installation.stripe();
		for (let seed = 1; seed <= 4; seed++) {
			standIn.setFaults({
				seed,
				webhooks: { duplicate: 0.4, drop: 0.4, delay: 0.4, shuffle: true },
			});
			ada = await here.member('member', `Ada ${seed}`);
			const { sales, membershipId } = await bought(priceId);
			await reconcileCommunity(installation.services, here.community, account);
			await pass(5 * DAY);
			const { at } = await sales.previewChange({ membershipId, priceId: better });
			await sales.change({ membershipId, priceId: better, at });
			if (seed % 2 === 0) await sales.cancel({ membershipId, reason: null, comment: '' });
			// As every night.
			await reconcileCommunity(installation.services, here.community, account);
			await pass(28 * DAY);
			standIn.setFaults(null);
			await reconcileCommunity(installation.services, here.community, account);
			const kept = await membership();
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
