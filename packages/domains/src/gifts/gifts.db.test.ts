import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { communityCaller } from '@kith/domains';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { outcomeOf } from '@kith/testing/test-content';
import { giftsIn } from '@kith/testing/test-gifts';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { pay } from '@kith/testing/test-purchases';
import { openTestSales, type TestSales } from '@kith/testing/test-sales';

let installation: TestInstallation;
let shop: TestSales;
let fixtures: ReturnType<typeof giftsIn>;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());
beforeEach(async () => {
	(await installation.stripe()).setFaults(null);
	shop = await openTestSales(installation);
	fixtures = giftsIn(installation, shop);
});

const DAY = 86_400;

describe('buying', () => {
	test('a gift is paid once, has a code then, stands in the ledger and brings nothing each month', async () => {
		const { giftsOf, giftPrice, wish, rowOf } = fixtures;
		const { priceId } = await giftPrice();
		const gifts = await giftsOf(shop.ada);
		const { giftId, url } = await gifts.buy(wish(priceId));
		expect(await gifts.check({ giftId })).toMatchObject({ state: 'pending', url: null });
		expect(await gifts.given()).toEqual([]);
		await pay(installation, url);
		const paid = await gifts.check({ giftId });
		expect(paid).toMatchObject({ state: 'open', months: 3, tier: 'Supporter', message: 'Enjoy' });
		expect(paid.url).toMatch(/\/gift\/[0-9A-Z]{5}(-[0-9A-Z]{5}){3}$/);
		expect(await shop.ledger()).toEqual([
			// Five percent of 2,700.
			{ kind: 'payment', amount: 2_700, fee: 135, mrrDelta: 0 },
		]);
		const row = await rowOf(giftId);
		expect(JSON.stringify(row)).not.toContain((paid.url ?? '').split('/gift/')[1] ?? '');
		expect(await gifts.given()).toHaveLength(1);
	});

	test('pressed ten times with one id there is one gift and one page', async () => {
		const { giftsOf, giftPrice, wish } = fixtures;
		const { priceId } = await giftPrice();
		const same = wish(priceId);
		const presses = await Promise.all(
			Array.from({ length: 10 }, async () => (await giftsOf(shop.ada)).buy(same)),
		);
		expect(new Set(presses.map(({ url }) => url)).size).toBe(1);
		expect(await shop.here.db.selectFrom('gifts').select('id').execute()).toHaveLength(1);
		await pay(installation, presses[0]?.url ?? '');
		expect(await outcomeOf((await giftsOf(shop.ada)).buy(same))).toBe('gifts.paid_already');
	});

	test('only prices of gifts are given, and they are no purchase of one’s own', async () => {
		const { giftsOf, giftPrice, wish } = fixtures;
		const { priceId, monthly } = await giftPrice();
		const gifts = await giftsOf(shop.ada);
		expect(await outcomeOf(gifts.buy(wish(monthly)))).toBe('sales.not_offered');
		expect(await outcomeOf(gifts.buy(wish(newId())))).toBe('sales.price_not_found');
		installation.services.snapshots.drop(shop.here.id);
		const { sales, tiers } = communityCaller(await shop.here.as(shop.ada));
		expect(await outcomeOf(sales.buy({ priceId }))).toBe('sales.not_offered');
		const [offer] = await tiers.offers();
		expect(offer?.prices.map(({ id }) => id)).toEqual([monthly]);
		expect(offer?.gifts.map(({ id, months }) => [id, months])).toEqual([[priceId, 3]]);
	});

	test('another’s gift is not there, neither to pay nor to look at', async () => {
		const { giftsOf, giftPrice, wish, someone } = fixtures;
		const { priceId } = await giftPrice();
		const asked = wish(priceId);
		await (await giftsOf(shop.ada)).buy(asked);
		const other = await giftsOf(await someone());
		expect(await outcomeOf(other.buy(asked))).toBe('gifts.not_found');
		expect(await outcomeOf(other.check({ giftId: asked.id }))).toBe('gifts.not_found');
		expect(await other.given()).toEqual([]);
	});

	test('a page that was left leaves nothing behind', async () => {
		const { giftsOf, giftPrice, wish, rowOf } = fixtures;
		const { priceId } = await giftPrice();
		const { giftId } = await (await giftsOf(shop.ada)).buy(wish(priceId));
		installation.clock.advance(2 * DAY);
		await installation.hearStripe();
		expect(await rowOf(giftId)).toBeUndefined();
	});

	test('nobody sends it yesterday, or in years', async () => {
		const { giftsOf, giftPrice, wish } = fixtures;
		const { priceId } = await giftPrice();
		const gifts = await giftsOf(shop.ada);
		for (const sendOn of ['2001-01-01', '2999-01-01'])
			expect(await outcomeOf(gifts.buy(wish(priceId, { email: 'bo@example.com', sendOn })))).toBe(
				'gifts.day_refused',
			);
	});
});

describe('redeeming', () => {
	test('opens the tier for its months, and whoever has it sees until when', async () => {
		const { giftsOf, giftPrice, given, someone, rowOf } = fixtures;
		const { tierId, priceId } = await giftPrice();
		const { code, giftId } = await given(priceId);
		const bo = await someone();
		const gifts = await giftsOf(bo);
		expect(await gifts.find({ code })).toMatchObject({ state: 'open', isMine: false });
		const { until } = await gifts.redeem({ code: code.toLowerCase().replaceAll('-', ' ') });
		expect(await shop.membership(bo)).toMatchObject({
			...{ tierId, priceId, source: 'gift', status: 'active', endsAt: until },
		});
		const days = (until.getTime() - installation.clock.now().getTime()) / 1000 / DAY;
		expect(days).toBeGreaterThan(88);
		expect(days).toBeLessThan(93);
		expect(await gifts.find({ code })).toMatchObject({ state: 'redeemed', isMine: true, until });
		// Whose address it was is nobody's matter any more.
		expect(await rowOf(giftId)).toMatchObject({ email: null, redeemedBy: bo.memberId });
		// A retry has what it had; nobody else has anything.
		expect((await gifts.redeem({ code })).until).toEqual(until);
		expect(await outcomeOf((await giftsOf(await someone())).redeem({ code }))).toBe(
			'gifts.redeemed',
		);
	});

	test('of fifty at once one has it', async () => {
		const { giftsOf, giftPrice, given, someone } = fixtures;
		const { priceId } = await giftPrice();
		const { code } = await given(priceId);
		const many = await Promise.all(Array.from({ length: 50 }, someone));
		const outcomes = await Promise.all(
			many.map(async (who) => outcomeOf((await giftsOf(who)).redeem({ code }))),
		);
		expect(outcomes.filter((outcome) => outcome === 'gifts.redeemed')).toHaveLength(49);
		const rows = await shop.here.db
			.selectFrom('memberships')
			.select('id')
			.where('source', '=', 'gift')
			.execute();
		expect(rows).toHaveLength(1);
	});

	test('a second one adds its months, once, however often it is pressed', async () => {
		const { giftsOf, giftPrice, given, someone } = fixtures;
		const { priceId } = await giftPrice(1);
		const [first, second] = [await given(priceId), await given(priceId)];
		const bo = await someone();
		const gifts = await giftsOf(bo);
		const { until } = await gifts.redeem({ code: first.code });
		const again = await Promise.all(
			Array.from({ length: 10 }, async () => (await giftsOf(bo)).redeem({ code: second.code })),
		);
		const days = ((again[0]?.until.getTime() ?? 0) - until.getTime()) / 1000 / DAY;
		expect(days).toBeGreaterThan(27);
		expect(days).toBeLessThan(32);
		expect(new Set(again.map((one) => one.until.getTime())).size).toBe(1);
		expect(await shop.membership(bo)).toMatchObject({ endsAt: again[0]?.until });
	});

	test('it counts behind what staff gave until a day, and not at all behind what has no end', async () => {
		const { giftsOf, giftPrice, given, someone } = fixtures;
		const { tierId, priceId } = await giftPrice(1);
		const { code } = await given(priceId);
		const owner = communityCaller(await shop.here.as(await founderOf(shop.here))).memberships;
		const [bo, eve] = [await someone(), await someone()];
		const end = new Date(installation.clock.now().getTime() + 10 * DAY * 1000);
		const comp = { tierId, reason: 'Thanks' };
		await owner.give({ id: newId(), memberId: bo.memberId, endsAt: end, ...comp });
		await owner.give({ id: newId(), memberId: eve.memberId, endsAt: null, ...comp });
		expect(await outcomeOf((await giftsOf(eve)).redeem({ code }))).toBe('gifts.has_already');
		expect(await (await giftsOf(eve)).find({ code })).toMatchObject({
			...{ obstacle: 'gifts.has_already', state: 'open', until: null },
		});
		const { until } = await (await giftsOf(bo)).redeem({ code });
		expect(until.getTime()).toBeGreaterThan(end.getTime() + 27 * DAY * 1000);
	});

	test('who pays is told so, and can redeem it behind what they paid once that ends', async () => {
		const { giftsOf, giftPrice, given, someone } = fixtures;
		const { monthly, priceId } = await giftPrice(1);
		const { code } = await given(priceId);
		const bo = await someone();
		const { sales, membershipId } = await shop.bought(monthly, { who: bo });
		expect(await outcomeOf((await giftsOf(bo)).redeem({ code }))).toBe('gifts.paying_already');
		await sales.cancel({ membershipId, reason: null, comment: '' });
		const { cancelAt } = await shop.membership(bo);
		const { until } = await (await giftsOf(bo)).redeem({ code });
		expect(until.getTime()).toBeGreaterThan((cancelAt?.getTime() ?? 0) + 27 * DAY * 1000);
	});

	test('a code of another community, an old one and none at all open nothing', async () => {
		const { giftsOf, giftPrice, given, someone } = fixtures;
		const { priceId } = await giftPrice();
		const { code } = await given(priceId);
		const elsewhere = await openTestSales(installation);
		const stranger = communityCaller(await elsewhere.here.as(elsewhere.ada)).gifts;
		expect(await outcomeOf(stranger.redeem({ code }))).toBe('gifts.not_found');
		const gifts = await giftsOf(await someone());
		expect(await outcomeOf(gifts.redeem({ code: 'AAAAA-AAAAA' }))).toBe('gifts.not_found');
		installation.clock.advance(370 * DAY);
		expect(await gifts.find({ code })).toMatchObject({ state: 'expired' });
		expect(await outcomeOf(gifts.redeem({ code }))).toBe('gifts.expired');
	});
});
