import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { atOnce, outcomeOf } from '@kith/testing/test-content';
import { dunningIn } from '@kith/testing/test-dunning';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { openTestSales, type TestSales } from '@kith/testing/test-sales';
import { seatsIn } from '@kith/testing/test-seats';
import { memberships } from '../memberships/index.ts';
import { reconcileCommunity, sales } from '../sales/index.ts';
import { seatsConsumers } from './seats.consumers.ts';

let installation: TestInstallation;
let shop: TestSales;
let fixtures: ReturnType<typeof seatsIn>;
let dunning: ReturnType<typeof dunningIn>;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());
beforeEach(async () => {
	(await installation.stripe()).setFaults(null);
	shop = await openTestSales(installation);
	fixtures = seatsIn(installation, shop);
	dunning = dunningIn(installation, shop);
});

const stripe = () => installation.services.payments;
const mrr = async () => (await shop.ledger()).reduce((sum, { mrrDelta }) => sum + mrrDelta, 0);
const paid = async () =>
	(await shop.ledger()).filter(({ kind }) => kind === 'payment').map(({ amount }) => amount);

test('more seats are paid at once, to the cent of what was shown, and can be taken then', async () => {
	const { groupPrice, paidGroup, seated, seatsOf } = fixtures;
	const { priceId } = await groupPrice();
	const { membershipId, token } = await paidGroup(priceId, { seats: 2 });
	await Promise.all([seated(token), seated(token)]);
	const seats = await seatsOf(shop.ada);
	await dunning.pass(10);
	const preview = await seats.previewChange({ membershipId, seats: 5 });
	const { currentPeriodEnd } = await seats.group({ membershipId });
	const end = (currentPeriodEnd?.getTime() ?? 0) / 1000;
	const { items } = await stripe().subscriptions.retrieve(
		(await fixtures.rowOf(membershipId)).externalSubscriptionId ?? '',
		{},
		shop.on(),
	);
	const start = items.data[0]?.current_period_start ?? 0;
	const part = (end - preview.at) / (end - start);
	// What is left of the month for five, without what is left of what was paid for two.
	expect(preview.due).toBe(Math.round(5_000 * part) - Math.round(2_000 * part));
	expect(preview.next).toEqual({ amount: 5_000, tax: 0, at: currentPeriodEnd });
	await atOnce(3, async () =>
		outcomeOf((await seatsOf(shop.ada)).change({ membershipId, seats: 5, at: preview.at })),
	);
	await installation.hearStripe();
	// Which of the two is the smaller depends on how long this month is.
	expect(await paid()).toHaveLength(2);
	expect(await paid()).toEqual(expect.arrayContaining([preview.due, 2_000]));
	expect(await seats.group({ membershipId })).toMatchObject({ seats: 5, taken: 2 });
	expect(await mrr()).toBe(5_000);
	await seated(token);
	const charged = (await stripe().charges.list({ limit: 100 }, shop.on())).data;
	expect(charged.reduce((sum, { amount }) => sum + amount, 0)).toBe(2_000 + preview.due);
});

test('fewer seats leave credit, never fewer than people have, and bring less each month', async () => {
	const { groupPrice, paidGroup, seated, seatsOf, someone } = fixtures;
	const { priceId } = await groupPrice();
	const { membershipId, token } = await paidGroup(priceId, { seats: 6 });
	for (let taken = 0; taken < 3; taken++) await seated(token);
	const seats = await seatsOf(shop.ada);
	expect(await outcomeOf(seats.previewChange({ membershipId, seats: 2 }))).toBe('seats.too_few');
	expect(await outcomeOf(seats.previewChange({ membershipId, seats: 6 }))).toBe('seats.same_count');
	expect(await outcomeOf(seats.previewChange({ membershipId, seats: 101 }))).toBe(
		'seats.count_refused',
	);
	await dunning.pass(10);
	const preview = await seats.previewChange({ membershipId, seats: 3 });
	expect(preview.due).toBeLessThan(0);
	await seats.change({ membershipId, seats: 3, at: preview.at });
	expect(await outcomeOf((await seatsOf(await someone())).take({ token }))).toBe('seats.all_taken');
	expect(await mrr()).toBe(3_000);
	expect((await shop.ledger()).map(({ kind }) => kind)).toContain('contraction');
	await dunning.pass(32);
	// The credit is taken off the next payments.
	const total = (await paid()).reduce((sum, amount) => sum + amount, 0);
	expect(total).toBeLessThan(6_000 + 3_000);
	expect(total).toBeGreaterThanOrEqual(6_000);
	expect(await outcomeOf(seats.change({ membershipId, seats: 4, at: preview.at }))).toBe(
		'sales.preview_old',
	);
});

test('a card that is declined changes nothing', async () => {
	const { groupPrice, paidGroup, seatsOf, rowOf } = fixtures;
	const { priceId } = await groupPrice();
	const { membershipId } = await paidGroup(priceId);
	const seats = await seatsOf(shop.ada);
	const { at } = await seats.previewChange({ membershipId, seats: 9 });
	await fixtures.putCard(membershipId, 'pm_card_chargeCustomerFail');
	expect(await outcomeOf(seats.change({ membershipId, seats: 9, at }))).toBe('sales.card_declined');
	expect(await rowOf(membershipId)).toMatchObject({ seats: 3, status: 'active' });
	expect(await mrr()).toBe(3_000);
	const { sales: own } = await fixtures.callerOf(shop.ada);
	expect(await outcomeOf(own.previewChange({ membershipId, priceId }))).toBe('seats.is_group');
});

test('when the payment is owed too long all that have seats read on, and paying brings back exactly what was', async () => {
	const { groupPrice, paidGroup, seated, grantsOf, run, seatRows, seatsOf, someone } = fixtures;
	const { putCard, payUp } = fixtures;
	const { priceId, spaceId } = await groupPrice();
	const { membershipId, token } = await paidGroup(priceId, { takesSeat: true });
	const people = [shop.ada, await seated(token), await seated(token)];
	const before = await Promise.all(people.map(grantsOf));
	await putCard(membershipId, 'pm_card_chargeCustomerFail');
	await dunning.pass(32);
	await run();
	expect(new Set((await seatRows(membershipId)).map(({ status }) => status))).toEqual(
		new Set(['past_due']),
	);
	expect(await Promise.all(people.map(grantsOf))).toEqual(before);
	await dunning.pass(10);
	const about = { communityId: shop.here.id, membershipId };
	await sales.jobs['settle-purchase'].run(installation.services, about);
	await run();
	for (const [at, who] of people.entries())
		expect(await grantsOf(who)).toEqual([
			...[
				...(before[at] ?? []).filter(({ source }) => source !== 'membership'),
				{ id: spaceId, source: 'suspended' },
			].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
		]);
	expect(await outcomeOf((await seatsOf(await someone())).take({ token }))).not.toBe('done');
	await memberships.jobs['sweep-memberships'].run(installation.services, {});
	expect((await seatRows(membershipId))[0]?.status).toBe('suspended');
	await payUp(membershipId);
	await run();
	expect(await Promise.all(people.map(grantsOf))).toEqual(before);
});

test('a group that ends ends all its seats and lets nobody in; lost webhooks and jobs are made up for', async () => {
	const { groupPrice, paidGroup, seated, seatsOf, has, seatRows, rowOf, someone } = fixtures;
	const { priceId } = await groupPrice();
	const { membershipId, token } = await paidGroup(priceId, { takesSeat: true });
	const bo = await seated(token);
	const manager = await seatsOf(shop.ada);
	await manager.invite({ membershipId, emails: ['late@example.org'] });
	const { externalSubscriptionId } = await rowOf(membershipId);
	(await installation.stripe()).setFaults({ seed: 1, webhooks: { drop: 1 } });
	await stripe().subscriptions.cancel(externalSubscriptionId ?? '', {}, shop.on());
	await installation.hearStripe();
	expect((await has(bo)).rooms).toHaveLength(1);
	(await installation.stripe()).setFaults(null);
	await reconcileCommunity(installation.services, shop.here.community, shop.account);
	expect(await rowOf(membershipId)).toMatchObject({ status: 'canceled' });
	// The job was lost, too: the sweep finds what it left.
	await memberships.jobs['sweep-memberships'].run(installation.services, {});
	expect(await has(bo)).toEqual({ roles: [], rooms: [] });
	expect(await has(shop.ada)).toEqual({ roles: [], rooms: [] });
	expect(await seatRows(membershipId)).toEqual([]);
	await fixtures.run();
	const ctx = await fixtures.job();
	const { memberId } = shop.ada;
	const { tierId } = await rowOf(membershipId);
	const event = {
		type: 'memberships.ended',
		payload: { membershipId, memberId, tierId, source: 'purchase', how: 'payment' },
	};
	for (let time = 0; time < 2; time++)
		await seatsConsumers['close-groups'].handle(ctx, event as never);
	expect(await outcomeOf((await seatsOf(await someone())).take({ token }))).toBe(
		'seats.link_unknown',
	);
	expect(await shop.here.db.selectFrom('seatInvites').select('id').execute()).toEqual([]);
	expect(await mrr()).toBe(0);
});
