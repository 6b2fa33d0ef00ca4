import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { outcomeOf } from '@kith/testing/test-content';
import { dunningIn } from '@kith/testing/test-dunning';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { makeOffer } from '@kith/testing/test-offers';
import {
	makePrice,
	makeTier,
	openSales,
	openTestSales,
	salesOf,
	type TestSales,
} from '@kith/testing/test-sales';
import { seatsIn } from '@kith/testing/test-seats';
import { communityCaller } from '../index.ts';
import { later, movesIn, soldIn } from './extending-fixture.ts';
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
const reason = 'The hall was flooded';
const stripe = () => installation.services.payments;
const staff = async () => salesOf(shop.here, shop.founder);
const pass = async (days: number) => {
	installation.clock.advance(days * DAY);
	await installation.hearStripe();
};
const moves = () => movesIn(shop);
const payments = async () =>
	(await shop.ledger()).filter(({ kind }) => kind === 'payment').map(({ amount }) => amount);
const told = async () => {
	const { externalSubscriptionId: id } = await shop.membership();
	return stripe().subscriptions.retrieve(id ?? '', {}, shop.on());
};
const sold = (options?: Parameters<typeof soldIn>[1]) => soldIn(shop, options);

describe('days given to who pays', () => {
	test('move the next charge, charge nothing, and are neither a trial nor a loss', async () => {
		const { membership, ada, here } = shop;
		const dunning = dunningIn(installation, shop);
		const { membershipId, from, tierId } = await sold();
		await pass(10);
		await dunning.runMails();
		const sales = await staff();
		const shown = await sales.previewExtension({ membershipId, days: 30 });
		expect(shown).toEqual({
			...{ from, until: later(from, 30), amount: 1_000, tax: 0, currency: 'eur' },
		});
		await sales.extendFor({ membershipId, days: 30, from, reason });
		await installation.hearStripe();
		expect(await membership()).toMatchObject({
			...{ status: 'active', currentPeriodEnd: shown.until, trialEnd: null, endsAt: null },
		});
		expect((await told()).status).toBe('trialing');
		await dunning.runMails();
		expect((await dunning.subjects(ada.email)).at(-1)).toMatch(/^Your next payment for Supporter/);
		const { log } = await sales.care({ membershipId });
		expect(log).toMatchObject([
			{ action: 'sales.extended', reason, after: { days: 30, until: shown.until.toISOString() } },
		]);
		// Past the day that it would have been charged on, and past the word of a trial's end.
		await pass(48);
		await dunning.runMails();
		expect([await moves(), await payments()]).toEqual([[['new', 1_000]], [1_000]]);
		expect(await membership()).toMatchObject({ status: 'active' });
		await pass(4);
		expect(await membership()).toMatchObject({ status: 'active', trialEnd: null });
		expect([await moves(), await payments()]).toEqual([[['new', 1_000]], [1_000, 1_000]]);
		expect((await membership()).currentPeriodEnd?.getTime()).toBeGreaterThan(
			shown.until.getTime() + 27 * DAY * 1000,
		);
		await dunning.runMails();
		expect((await dunning.subjects(ada.email)).filter((one) => /trial/i.test(one))).toEqual([]);
		// The tier's own trial is theirs still, should they ever begin anew.
		await here.db.updateTable('tiers').set({ trialDays: 7 }).where('id', '=', tierId).execute();
		await sales.endFor({ membershipId, when: 'now', reason });
		installation.services.snapshots.drop(here.id);
		const offers = await communityCaller(await here.as(ada)).tiers.offers();
		expect(offers.find(({ id }) => id === tierId)?.trialDays).toBe(7);
	});

	test('count each month while the charge after them is a draft; what is owed after them is owed as ever', async () => {
		const { membership } = shop;
		const dunning = dunningIn(installation, shop);
		const { membershipId, from } = await sold();
		await (await staff()).extendFor({ membershipId, days: 1, from, reason });
		await dunning.spoilCard();
		const seconds = (later(from, 1).getTime() - installation.clock.now().getTime()) / 1000;
		await pass(seconds / DAY + 60 / DAY);
		expect(await moves()).toEqual([['new', 1_000]]);
		await pass(1);
		expect(await membership()).toMatchObject({ status: 'past_due' });
		expect(await moves()).toEqual([['new', 1_000]]);
	});

	test('are paused, changed to another price and ended with the day, as what is paid is', async () => {
		const { here, membership, on } = shop;
		const { membershipId, from, sales: mine } = await sold();
		await (await staff()).extendFor({ membershipId, days: 30, from, reason });
		await mine.pause({ membershipId, months: 1 });
		expect(await membership()).toMatchObject({ status: 'paused' });
		await mine.resume({ membershipId });
		const patron = await makeTier(here, { name: 'Patron' });
		const priceId = await makePrice(here, patron, { amount: 3_000 });
		const shown = await mine.previewChange({ membershipId, priceId });
		expect(shown).toMatchObject({ due: 0, next: { amount: 3_000, at: later(from, 30) } });
		await mine.change({ membershipId, priceId, at: shown.at });
		expect(await membership()).toMatchObject({ tierId: patron, status: 'active' });
		expect((await moves()).reduce((sum, [, delta]) => sum + Number(delta), 0)).toBe(3_000);
		expect(await payments()).toEqual([1_000]);
		await mine.cancel({ membershipId, reason: null, comment: '' });
		expect((await membership()).cancelAt).toEqual(later(from, 30));
		// Somebody at Stripe moves it further: it stays what it is.
		const id = (await membership()).externalSubscriptionId ?? '';
		const trial_end = later(from, 40).getTime() / 1000;
		await stripe().subscriptions.update(id, { trial_end, proration_behavior: 'none' }, on());
		await installation.hearStripe();
		expect(await membership()).toMatchObject({ status: 'active', trialEnd: null });
		await pass(80);
		expect(await membership()).toMatchObject({ status: 'canceled' });
		expect(await payments()).toEqual([1_000]);
		expect((await moves()).reduce((sum, [, delta]) => sum + Number(delta), 0)).toBe(0);
	});

	test('of a discount that is over by then the whole price is shown', async () => {
		const { here, founder, tierWith, bought, membership } = shop;
		const { priceId } = await tierWith(1_000);
		const terms = { gives: 'percent', percent: 50, lasts: 'months', months: 2 } as const;
		const { code } = await makeOffer(here, founder, { terms });
		const { membershipId } = await bought(priceId, { code });
		const sales = await staff();
		expect(await sales.previewExtension({ membershipId, days: 1 })).toMatchObject({ amount: 500 });
		expect((await sales.previewExtension({ membershipId, days: 60 })).amount).toBe(1_000);
		const from = (await membership()).currentPeriodEnd ?? new Date(0);
		await sales.extendFor({ membershipId, days: 60, from, reason });
		await pass(95);
		expect(await payments()).toEqual([500, 1_000]);
	});

	test('of a group move its one charge; its seats stay', async () => {
		const { ada, membership } = shop;
		const seats = seatsIn(installation, shop);
		const { priceId } = await seats.groupPrice();
		const { membershipId } = await seats.paidGroup(priceId, { seats: 3 });
		const from = (await membership(ada)).currentPeriodEnd ?? new Date(0);
		const sales = await staff();
		const shown = await sales.previewExtension({ membershipId, days: 10 });
		expect(shown).toMatchObject({ amount: 3_000, until: later(from, 10) });
		await sales.extendFor({ membershipId, days: 10, from, reason });
		expect(await membership(ada)).toMatchObject({ status: 'active', seats: 3 });
		const more = await (await seats.seatsOf(ada)).previewChange({ membershipId, seats: 5 });
		expect(more).toMatchObject({ due: 0, next: { amount: 5_000, at: shown.until } });
	});

	test('whatever becomes of webhooks, here is what Stripe says', async () => {
		const { here, account, tierWith, bought, membership } = shop;
		const { priceId } = await tierWith(1_000);
		const standIn = await installation.stripe();
		const sales = await staff();
		for (let seed = 1; seed <= 3; seed++) {
			standIn.setFaults({
				seed,
				webhooks: { duplicate: 0.4, drop: 0.4, delay: 0.4, early: 0.4, shuffle: true },
			});
			const who = await here.member('member', `Ada ${seed}`);
			const { membershipId } = await bought(priceId, { who });
			await reconcileCommunity(installation.services, here.community, account);
			const from = (await membership(who)).currentPeriodEnd ?? new Date(0);
			await sales.extendFor({ membershipId, days: 20, from, reason });
			for (let week = 1; week <= 5; week++) {
				await reconcileCommunity(installation.services, here.community, account);
				await pass(7);
				expect(await membership(who)).toMatchObject({ status: 'active', trialEnd: null });
			}
		}
		const all = (await moves()).map(([kind, delta]) => `${kind} ${delta}`);
		expect(all).toEqual(['new 1000', 'new 1000', 'new 1000']);
	}, 60_000);
});

describe('days are not given', () => {
	const preview = async (membershipId: string, days = 30) =>
		outcomeOf((await staff()).previewExtension({ membershipId, days }));
	const give = async (membershipId: string, from: Date, days = 30) =>
		outcomeOf((await staff()).extendFor({ membershipId, days, from, reason }));
	const both = async (membershipId: string, from: Date | null) => [
		await preview(membershipId),
		await give(membershipId, from ?? new Date(0)),
	];
	const twice = (code: string) => [code, code];

	test('to who tries, owes, pauses or leaves', async () => {
		const { membership } = shop;
		const dunning = dunningIn(installation, shop);
		const tried = await sold({ trialDays: 14 });
		expect(await both(tried.membershipId, tried.from)).toEqual(twice('sales.on_trial'));
		const { membershipId, from, sales } = await sold();
		await sales.pause({ membershipId, months: 1 });
		expect(await both(membershipId, from)).toEqual(twice('sales.not_active'));
		await sales.resume({ membershipId });
		await sales.cancel({ membershipId, reason: null, comment: '' });
		expect(await both(membershipId, from)).toEqual(twice('sales.ends_already'));
		await sales.keep({ membershipId });
		await dunning.spoilCard();
		await pass(33);
		expect(await membership()).toMatchObject({ status: 'past_due' });
		const owed = (await membership()).currentPeriodEnd;
		expect(await both(membershipId, owed)).toEqual(twice('sales.owed'));
	});

	test('of what is paid once or in parts, what waits for a change, and further than Stripe lets go', async () => {
		const { here, bought, membership, on } = shop;
		const tierId = await makeTier(here, { name: 'Kept' });
		const once = await makePrice(here, tierId, { amount: 9_000, kind: 'lifetime' });
		const kept = await bought(once);
		expect(await both(kept.membershipId, new Date(0))).toEqual(twice('sales.not_running'));
		const other = await makeTier(here, { name: 'Parts' });
		const split = { amount: 4_000, kind: 'instalments', payments: 3, every: 'month' } as const;
		const parts = await bought(await makePrice(here, other, split));
		const ends = (await membership()).currentPeriodEnd;
		expect(await both(parts.membershipId, ends)).toEqual(twice('sales.in_parts'));
		const { membershipId, from } = await sold();
		expect(await give(membershipId, from, 365)).toBe('done');
		expect(await preview(membershipId, 365)).toBe('sales.too_far');
		expect(await give(membershipId, later(from, 365), 365)).toBe('sales.too_far');
		const subscription = (await membership()).externalSubscriptionId ?? '';
		await stripe().subscriptionSchedules.create({ from_subscription: subscription }, on());
		expect(await both(membershipId, later(from, 365))).toEqual(twice('sales.change_pending'));
	});

	test('by members, from another community, or from a day that is not theirs', async () => {
		const { here, ada } = shop;
		const { membershipId, from } = await sold();
		const tries = (sales: Awaited<ReturnType<typeof salesOf>>) => [
			sales.previewExtension({ membershipId, days: 1 }),
			sales.extendFor({ membershipId, days: 1, from, reason }),
		];
		for (const outcome of await Promise.all(tries(await salesOf(here, ada)).map(outcomeOf)))
			expect(outcome).toBe('permissions.denied');
		const next = await openSales(installation);
		const theirs = await salesOf(next.here, next.founder);
		for (const outcome of await Promise.all(tries(theirs).map(outcomeOf)))
			expect(outcome).toBe('sales.not_found');
		expect(await give(membershipId, later(from, 1))).toBe('sales.changed_meanwhile');
		expect((await told()).status).toBe('active');
	});
});
