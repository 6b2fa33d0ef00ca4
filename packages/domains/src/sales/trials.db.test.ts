import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { makeOffer } from '@kith/testing/test-offers';
import { communityCaller } from '../index.ts';
import { openTestSales, salesOf, type TestSales } from '@kith/testing/test-sales';

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
const OTHER_CARD = '5555 5555 5555 4444';
const FAILS_LATER = '4000 0000 0000 0341';
const pass = async (seconds: number) => {
	installation.clock.advance(seconds);
	await installation.hearStripe();
};
const moves = async () =>
	(await shop.ledger())
		.filter(({ mrrDelta }) => mrrDelta !== 0)
		.map(({ kind, mrrDelta }) => [kind, mrrDelta]);

test('a trial is open and brings nothing until its first payment', async () => {
	const { tierWith, bought, membership, ledger } = shop;
	const { priceId } = await tierWith(900, { trialDays: 14 });
	await bought(priceId);
	expect(await membership()).toMatchObject({ status: 'trialing' });
	expect(await ledger()).toEqual([]);
	await pass(14 * DAY + 60);
	// Stripe has drawn its first invoice, and collects it an hour later.
	expect(await membership()).toMatchObject({ status: 'active' });
	expect(await ledger()).toEqual([]);
	await pass(2 * 3_600);
	expect(await moves()).toEqual([['new', 900]]);
});

test('one whose first payment fails never brought anything', async () => {
	const { tierWith, bought, membership } = shop;
	const { priceId } = await tierWith(900, { trialDays: 14 });
	await bought(priceId, { card: FAILS_LATER });
	await pass(15 * DAY);
	expect(await membership()).toMatchObject({ status: 'past_due' });
	expect(await moves()).toEqual([]);
});

test('each tier is tried once by each member, whatever it is tried with', async () => {
	const { here, ada, tierWith, bought, membership } = shop;
	const { priceId, tierId } = await tierWith(900, { trialDays: 14 });
	const offers = async () => communityCaller(await here.as(ada)).tiers.offers();
	installation.services.snapshots.drop(here.id);
	const shown = async () => (await offers()).find(({ id }) => id === tierId)?.trialDays;
	expect(await shown()).toBe(14);
	const { sales, membershipId } = await bought(priceId);
	await sales.cancel({ membershipId, reason: null, comment: '' });
	await pass(15 * DAY);
	expect(await membership()).toMatchObject({ id: membershipId, status: 'canceled' });
	expect(await shown()).toBe(0);
	const terms = { gives: 'trial', trialDays: 60 } as const;
	const { code } = await makeOffer(here, shop.founder, { terms });
	expect(await outcomeOf(sales.buy({ priceId, code }))).toBe('offers.already_tried');
	const other = await tierWith(500, { trialDays: 7 });
	await bought(other.priceId);
	expect(await membership()).toMatchObject({ tierId: other.tierId, status: 'trialing' });
	await bought(priceId);
	expect(await membership()).toMatchObject({ tierId, status: 'active' });
});

test('a card that tried a tier for somebody else opens nothing and pays nothing', async () => {
	const { here, tierWith, bought, membership, ledger, on } = shop;
	const { priceId } = await tierWith(900, { trialDays: 14 });
	await bought(priceId);
	const bo = await here.member('member', 'Bo');
	const { sales, membershipId } = await bought(priceId, { who: bo });
	expect(await membership(bo)).toMatchObject({ status: 'canceled' });
	expect(await sales.check({ membershipId })).toMatchObject({ state: 'tried' });
	const running = await installation.services.payments.subscriptions.list({}, on());
	expect(running.data).toHaveLength(1);
	expect(await ledger()).toEqual([]);
	const cy = await here.member('member', 'Cy');
	await bought(priceId, { who: cy, card: OTHER_CARD });
	expect(await membership(cy)).toMatchObject({ status: 'trialing' });
	// Without a trial the first card is as good as any.
	await bought(priceId, { who: bo });
	expect(await membership(bo)).toMatchObject({ status: 'active' });
});

test('an offer takes the place of a tier’s own trial: a longer one, or none', async () => {
	const { here, founder, tierWith, bought, membership, ledger } = shop;
	const { priceId } = await tierWith(1_000, { trialDays: 7 });
	const terms = { gives: 'trial', trialDays: 30 } as const;
	const longer = await makeOffer(here, founder, { terms });
	await bought(priceId, { code: longer.code });
	const { startsAt, trialEnd } = await membership();
	expect((trialEnd?.getTime() ?? 0) - startsAt.getTime()).toBe(30 * DAY * 1000);
	const bo = await here.member('member', 'Bo');
	const { code } = await makeOffer(here, founder);
	await bought(priceId, { who: bo, code, card: OTHER_CARD });
	expect(await membership(bo)).toMatchObject({ status: 'active', trialEnd: null });
	expect(await ledger()).toContainEqual({ kind: 'payment', amount: 800, fee: 40, mrrDelta: 0 });
});

test('a page that was left leaves the trial to be taken again', async () => {
	const { here, ada, tierWith, bought, membership } = shop;
	const { priceId } = await tierWith(900, { trialDays: 14 });
	await (await salesOf(here, ada)).buy({ priceId });
	await pass(2 * DAY);
	expect(await membership()).toMatchObject({ status: 'canceled' });
	await bought(priceId);
	expect(await membership()).toMatchObject({ status: 'trialing' });
});
