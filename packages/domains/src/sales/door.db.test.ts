import { afterAll, beforeAll, expect, test } from 'vitest';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity } from '@kith/testing/test-community';
import { outcomeOf } from '@kith/testing/test-content';
import { doorsIn } from '@kith/testing/test-door';
import { giftsIn } from '@kith/testing/test-gifts';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { openAccount } from '@kith/testing/test-purchases';
import { makePrice, makeTier, openTestSales, type TestSales } from '@kith/testing/test-sales';
import { communityCaller } from '../index.ts';
import { memberships } from '../memberships/index.ts';
import { EVERYBODY } from '../roster/roster.schema.ts';

let installation: TestInstallation;
let shop: TestSales;
let priceId: string;
let doors: ReturnType<typeof doorsIn>;
beforeAll(async () => {
	installation = await createTestInstallation();
	doors = doorsIn(installation);
	shop = await openTestSales(installation);
	({ priceId } = await shop.tierWith(900));
});
afterAll(() => installation.close());

const sweep = () => memberships.jobs['sweep-memberships'].run(installation.services, {});
const owner = async () => communityCaller(await shop.here.as(shop.founder));

test('it is refused where nobody can be paid, and where nothing can be bought', async () => {
	const bare = await createTestCommunity(installation);
	const api = async () => {
		installation.services.snapshots.drop(bare.id);
		return communityCaller(await bare.as(await founderOf(bare)));
	};
	const turnOn = async () =>
		outcomeOf(
			(await api()).communities.updateAccess({ visibility: 'private', join: 'membership' }),
		);
	expect(await turnOn()).toBe('sales.not_open');
	await openAccount(installation, bare);
	expect(await turnOn()).toBe('sales.nothing_on_offer');
	expect((await (await api()).sales.doorNumbers()).obstacle).toBe('sales.nothing_on_offer');
	await (await api()).tiers.start();
	const tierId = await makeTier(bare, { name: 'Gifts' });
	await makePrice(bare, tierId, { amount: 900, kind: 'gift', months: 3 });
	expect(await turnOn()).toBe('sales.nothing_on_offer');
	await makePrice(bare, tierId, { amount: 900 });
	expect(await turnOn()).toBe('done');
});

test('only who decides how one joins turns it on and reads what it means; off, it lets in nobody', async () => {
	const mia = await shop.here.member('member', 'Mia');
	const api = communityCaller(await shop.here.as(mia));
	for (const attempt of [
		api.communities.updateAccess({ visibility: 'private', join: 'membership' }),
		api.sales.doorNumbers(),
	])
		expect(await outcomeOf(attempt)).toBe('permissions.denied');
	await shop.bought(priceId);
	const { without, obstacle } = await (await owner()).sales.doorNumbers();
	const active = shop.here.db.selectFrom('members').select('id').where('status', '=', 'active');
	expect([without, obstacle]).toEqual([(await active.execute()).length - 1, null]);
	await doors.joinBy(shop.here, 'membership');
	const nora = await doors.arrive(shop.here);
	await doors.joinBy(shop.here, 'open');
	expect(await nora.standing()).toBe('pending');
	expect((await (await owner()).members.counts()).pending).toBe(1);
	expect(await outcomeOf((await nora.api()).sales.buy({ priceId }))).toBe(
		'identity.sign_in_needed',
	);
});

test('who was given a gift comes in by it, and is outside when it is over', async () => {
	const gifts = giftsIn(installation, shop);
	const { priceId: gift } = await gifts.giftPrice(3);
	const { code } = await gifts.given(gift);
	await doors.joinBy(shop.here, 'approval');
	const nora = await doors.arrive(shop.here);
	expect(await outcomeOf((await nora.api()).gifts.redeem({ code }))).toBe(
		'identity.sign_in_needed',
	);
	await doors.joinBy(shop.here, 'membership');
	await (await nora.api()).gifts.redeem({ code });
	expect(await nora.standing()).toBe('active');
	installation.clock.advance(100 * 86_400);
	await sweep();
	expect(await nora.standing()).toBe('pending');
});

test('who waits to pay is no request to decide on, and stands apart from those who are', async () => {
	const place = await openTestSales(installation);
	const api = async () => {
		installation.services.snapshots.drop(place.here.id);
		return communityCaller(await place.here.as(place.founder));
	};
	await doors.joinBy(place.here, 'membership');
	const [nora, screened] = [await doors.arrive(place.here), await doors.arrive(place.here)];
	const change = place.here.db.updateTable('members').where('id', '=', screened.memberId);
	await change.set({ request: JSON.stringify({ isScreened: true }) }).execute();
	const idsIn = async (...states: ('paying' | 'pending')[]) => {
		const { roster } = await api();
		const filter = { ...EVERYBODY, states };
		const { items } = await roster.list({ filter, limit: 20 });
		expect(await roster.count({ filter })).toEqual({ count: items.length });
		return items.map(({ id }) => id).toSorted();
	};
	const waiting = async () => {
		const { desks, members } = await api();
		const { pending, paying } = await members.counts();
		return { pending, paying, requests: (await desks.waiting()).requests };
	};
	expect(await waiting()).toEqual({ pending: 1, paying: 1, requests: 1 });
	expect(await idsIn('pending')).toEqual([screened.memberId]);
	expect(await idsIn('paying')).toEqual([nora.memberId]);
	expect(await idsIn()).toEqual(expect.arrayContaining([nora.memberId, screened.memberId]));
	await doors.joinBy(place.here, 'approval');
	expect(await waiting()).toEqual({ pending: 2, paying: 0, requests: 2 });
	expect(await idsIn('pending')).toEqual([nora.memberId, screened.memberId].toSorted());
	expect(await idsIn('paying')).toEqual([]);
});
