import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { disputeCharge, pay } from '@kith/testing/test-purchases';
import {
	makePrice,
	makeTier,
	openTestSales,
	salesOf,
	type TestSales,
} from '@kith/testing/test-sales';
import { createJobContext } from '../create-context.ts';
import { changeMembership } from '../memberships/index.ts';
import { reconcileCommunity, settleLater } from './reconcile-sales.ts';
import { salesConsumers } from './sales.consumers.ts';

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

describe('a subscription that runs', () => {
	test('an upgrade costs what was shown, to the cent, and moves what comes in', async () => {
		const { here, membership, ledger, tierWith, bought } = shop;
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

	test('receipts follow a member to their new address, and one that Stripe has forgotten holds nobody up', async () => {
		const { here, ada, membership, on, tierWith, bought } = shop;
		const { priceId } = await tierWith(1_000);
		await bought(priceId);
		const customer = (await membership()).externalCustomerId ?? '';
		const addressAt = async () => {
			const found = await stripe().customers.retrieve(customer, {}, on());
			return 'email' in found ? found.email : null;
		};
		expect(await addressAt()).toBe(ada.email);
		const email = `${newId()}@example.org`;
		const moved = here.db.updateTable('authUsers').set({ email });
		await moved.where('id', '=', ada.userId).execute();
		const ctx = await createJobContext(installation.services, here.community, 'test');
		const hear = () =>
			salesConsumers['address-of-customer'].handle(ctx, {
				...{ id: newId(), communityId: here.id, type: 'members.address_changed' },
				...{ payload: { memberId: ada.memberId }, occurredAt: installation.clock.now() },
				actor: { kind: 'job', name: 'test' },
			});
		await hear();
		expect(await addressAt()).toBe(email);
		const lost = here.db.updateTable('memberships').set({ externalCustomerId: 'cus_nobody' });
		await lost.where('memberId', '=', ada.memberId).execute();
		expect(await outcomeOf(hear())).toBe('done');
	});

	test('it ends with what was paid for, and can be kept until then', async () => {
		const { membership, ledger, tierWith, bought } = shop;
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
		const { membership, ledger, tierWith, bought } = shop;
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
		const { here, membership, tierWith, bought, on } = shop;
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
		await pass(10 * DAY);
		await settleLater(installation.services, { communityId: here.id, membershipId });
		expect(await membership()).toMatchObject({ status: 'suspended' });
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
		const { here, founder, ada, membership, ledger, tierWith, bought } = shop;
		const { tierId } = await tierWith(1_000);
		const lifetime = await makePrice(here, tierId, { amount: 2_000, kind: 'lifetime' });
		const { membershipId } = await bought(lifetime);
		const owner = await salesOf(here, founder);
		const [payment] = await owner.entries({ membershipId });
		const entryId = payment?.id ?? '';
		const refund = { membershipId, entryId, reason: 'Asked within a week' };
		await owner.refund({ ...refund, amount: 500 });
		expect(await outcomeOf(owner.refund({ ...refund, amount: 500, left: 2_000 }))).toBe(
			'sales.refund_changed',
		);
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

	test('who left pays no more, also when they had the page open and paid after they left', async () => {
		const { here, account, membership, ledger, tierWith, bought, on, ada } = shop;
		const { priceId } = await tierWith(1_000);
		const { membershipId } = await bought(priceId);
		const ctx = await createJobContext(installation.services, here.community, 'test');
		const leave = async (id: string) => {
			const over = { status: 'canceled' } as const;
			await ctx.transaction((tx) => changeMembership(ctx, tx, id, over, { how: 'left' }));
			const { tierId } = await membership();
			const payload = { membershipId: id, memberId: ada.memberId, tierId, source: 'purchase' };
			const event = { type: 'memberships.ended', payload: { ...payload, how: 'left' } };
			await salesConsumers['stop-payments'].handle(ctx, event as never);
		};
		await leave(membershipId);
		const asked = await installation.owner.query(
			`select payload->'payload' as payload from streams.outbox
				where payload->>'key' = $1 and type = 'jobs.requested'`,
			[`settle-purchase ${membershipId} ended`],
		);
		expect(asked.rows).toEqual([{ payload: { communityId: here.id, membershipId } }]);
		await settleLater(installation.services, { communityId: here.id, membershipId });
		await installation.hearStripe();
		expect((await stripe().subscriptions.list({ status: 'active' }, on())).data).toEqual([]);
		expect((await ledger()).reduce((sum, { mrrDelta }) => sum + mrrDelta, 0)).toBe(0);

		const again = await (await salesOf(here, ada)).buy({ priceId });
		await leave(again.membershipId);
		await pay(installation, again.url);
		await installation.hearStripe();
		expect((await stripe().subscriptions.list({ status: 'active' }, on())).data).toEqual([]);
		expect(await membership()).toMatchObject({ id: again.membershipId, status: 'canceled' });
		await reconcileCommunity(installation.services, here.community, account);
		expect((await ledger()).reduce((sum, { mrrDelta }) => sum + mrrDelta, 0)).toBe(0);
	});

	test('what somebody paid each month is over when they leave, though Stripe’s word of it is lost', async () => {
		const { here, ledger, tierWith, bought } = shop;
		const { priceId } = await tierWith(1_000);
		const { membershipId } = await bought(priceId);
		(await installation.stripe()).setFaults({ seed: 1, webhooks: { lose: 1 } });
		const ctx = await createJobContext(installation.services, here.community, 'test');
		const over = { status: 'canceled' } as const;
		await ctx.transaction((tx) => changeMembership(ctx, tx, membershipId, over, { how: 'left' }));
		await settleLater(installation.services, { communityId: here.id, membershipId });
		await installation.hearStripe();
		expect((await ledger()).at(-1)).toMatchObject({ kind: 'churn', mrrDelta: -1_000 });
	});

	test('a dispute that is won weeks later is in the ledger, though Stripe’s word of it is lost', async () => {
		const { here, account, ledger, tierWith, bought, on } = shop;
		const { priceId } = await tierWith(1_000);
		await bought(priceId);
		const [charge] = (await stripe().charges.list({}, on())).data;
		const dispute = await disputeCharge(installation, { account, charge: charge?.id ?? '' });
		await installation.hearStripe();
		(await installation.stripe()).setFaults({ seed: 1, webhooks: { lose: 1 } });
		await pass(8 * DAY);
		const evidence = { uncategorized_text: 'winning_evidence' };
		await stripe().disputes.update(dispute, { evidence, submit: true }, on());
		await installation.hearStripe();
		const heard = (await ledger()).filter(({ kind }) => kind.startsWith('dispute'));
		expect(heard).toEqual([{ kind: 'dispute', amount: -1_000, fee: 0, mrrDelta: 0 }]);
		for (let night = 0; night < 2; night++)
			await reconcileCommunity(installation.services, here.community, account);
		const won = (await ledger()).filter(({ kind }) => kind === 'dispute_won');
		expect(won).toEqual([{ kind: 'dispute_won', amount: 1_000, fee: 0, mrrDelta: 0 }]);
	});

	test('one’s purchases are nobody else’s', async () => {
		const { here, tierWith, bought } = shop;
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
