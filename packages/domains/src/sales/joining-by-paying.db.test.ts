import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { outcomeOf, spaceFields, words } from '@kith/testing/test-content';
import { doorsIn } from '@kith/testing/test-door';
import { dunningIn } from '@kith/testing/test-dunning';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { pay } from '@kith/testing/test-purchases';
import { makePrice, makeTier, openTestSales, type TestSales } from '@kith/testing/test-sales';
import { SnapshotCache } from '../communities/index.ts';
import { communityCaller } from '../index.ts';
import { memberships } from '../memberships/index.ts';
import { settlePurchase } from './settle-purchase.ts';

let installation: TestInstallation;
let shop: TestSales;
let priceId: string;
let doors: ReturnType<typeof doorsIn>;
beforeAll(async () => {
	installation = await createTestInstallation();
	doors = doorsIn(installation);
});
afterAll(() => installation.close());
beforeEach(async () => {
	(await installation.stripe()).setFaults(null);
	shop = await openTestSales(installation);
	({ priceId } = await shop.tierWith(900));
	await joinBy('membership');
});

const sweep = () => memberships.jobs['sweep-memberships'].run(installation.services, {});
const owner = async () => communityCaller(await shop.here.as(shop.founder));
const joinBy = (way: 'membership' | 'approval' | 'open') => doors.joinBy(shop.here, way);
const arrive = (place = shop.here) => doors.arrive(place);
const told = (type: string, memberId: string) => doors.told(type, memberId);
const pass = (days: number) => dunningIn(installation, shop).pass(days);

describe('coming in', () => {
	test('a stranger sees what is on offer and nothing else, pays, and is a member', async () => {
		const nora = await arrive();
		expect(await nora.standing()).toBe('pending');
		expect(await told('members.requested', nora.memberId)).toBe(0);
		const api = await nora.api();
		expect((await api.tiers.offers()).map(({ name }) => name)).toEqual(['Supporter']);
		for (const attempt of [api.members.list({ limit: 10 }), api.memberships.mine()])
			expect(await outcomeOf(attempt)).toBe('identity.sign_in_needed');
		expect(await api.sales.door()).toEqual({ lapsedAt: null, purchases: [] });

		const { url, membershipId } = await api.sales.buy({ priceId });
		expect(await (await nora.api()).sales.door()).toMatchObject({
			purchases: [{ membershipId, tier: 'Supporter', state: 'begun', url }],
		});
		expect(await nora.standing()).toBe('pending');
		await pay(installation, url);
		expect(await nora.standing()).toBe('active');
		expect(await told('members.joined', nora.memberId)).toBe(1);
		expect(await (await nora.api()).sales.door()).toBeNull();
		const mine = await (await nora.api()).memberships.mine();
		expect(mine).toMatchObject([{ id: membershipId, status: 'active' }]);
	});

	test('whoever comes back first lets them in: the page or the webhook, told twice, in two processes at once', async () => {
		const nora = await arrive();
		const { url, membershipId } = await (await nora.api()).sales.buy({ priceId });
		const standIn = await installation.stripe();
		const body = new URLSearchParams({
			...{ email: 'n@example.org', number: '4242 4242 4242 4242' },
			...{ expiry: '12/34', cvc: '123', name: 'N' },
		});
		// Stripe has the money; no webhook has come yet.
		await standIn.pages(new Request(`${url}/pay`, { method: 'POST', body }));
		const { services } = installation;
		const other = { ...services, snapshots: new SnapshotCache(services.clock) };
		const api = await nora.api();
		await Promise.all([
			...[1, 2, 3].map(() => settlePurchase(services, shop.here.community, membershipId)),
			...[1, 2, 3].map(() => settlePurchase(other, shop.here.community, membershipId)),
			api.sales.check({ membershipId }),
		]);
		expect(await nora.standing()).toBe('active');
		standIn.setFaults({ seed: 7, webhooks: { duplicate: 0.9, shuffle: true } });
		await installation.hearStripe();
		await settlePurchase(services, shop.here.community, membershipId);
		// Settled again for another reason, it lets nobody in who is in.
		const bought = shop.here.db.selectFrom('memberships').select('tierId');
		const { tierId } = await bought.where('id', '=', membershipId).executeTakeFirstOrThrow();
		const again = { communityId: shop.here.id, tierId };
		await memberships.jobs['regrant-tier'].run(services, again);
		expect(await told('members.joined', nora.memberId)).toBe(1);
		expect(await told('memberships.started', nora.memberId)).toBe(0);
		const rows = shop.here.db.selectFrom('members').select('id').where('status', '=', 'active');
		expect((await rows.execute()).filter(({ id }) => id === nora.memberId)).toHaveLength(1);
	});

	test('a trial lets in as a payment does; a page that was left lets nobody in, and one can begin again', async () => {
		const tierId = await makeTier(shop.here, { name: 'Tried', trialDays: 7 });
		const tried = await makePrice(shop.here, tierId, { amount: 500 });
		const nora = await arrive();
		await nora.buys(tried);
		expect(await nora.standing()).toBe('active');

		const left = await arrive();
		await (await left.api()).sales.buy({ priceId });
		await pass(2);
		expect(await left.standing()).toBe('pending');
		expect(await (await left.api()).sales.door()).toEqual({ lapsedAt: null, purchases: [] });
		await left.buys(priceId);
		expect(await left.standing()).toBe('active');
	});

	test('nobody acts on the purchase of another, in this community or in one beside it', async () => {
		const [nora, paul] = [await arrive(), await arrive()];
		const { membershipId } = await (await nora.api()).sales.buy({ priceId });
		expect(await outcomeOf((await paul.api()).sales.check({ membershipId }))).toBe(
			'sales.not_found',
		);
		const there = await openTestSales(installation);
		await there.tierWith(900);
		await doors.joinBy(there.here, 'membership');
		const stranger = await arrive(there.here);
		const { sales } = await stranger.api();
		expect(await outcomeOf(sales.check({ membershipId }))).toBe('sales.not_found');
		expect(await outcomeOf(sales.portal({ membershipId }))).toBe('sales.not_found');
		expect(await outcomeOf((await stranger.api()).sales.buy({ priceId }))).toBe(
			'sales.price_not_found',
		);
	});

	test('who waits for people to decide pays nothing; who was declined does not come in by a page left open', async () => {
		await joinBy('approval');
		const asks = await arrive();
		expect(await outcomeOf((await asks.api()).sales.buy({ priceId }))).toBe(
			'identity.sign_in_needed',
		);
		await joinBy('membership');
		const screened = await arrive();
		const change = shop.here.db.updateTable('members').where('id', '=', screened.memberId);
		await change.set({ request: JSON.stringify({ isScreened: true }) }).execute();
		expect(await (await screened.api()).sales.door()).toBeNull();
		expect(await outcomeOf((await screened.api()).sales.buy({ priceId }))).toBe(
			'identity.sign_in_needed',
		);
		const { url } = await (await asks.api()).sales.buy({ priceId });
		await (await owner()).members.decline({ memberId: asks.memberId });
		await pay(installation, url);
		expect(await asks.standing()).toBe('removed');
		expect(await outcomeOf((await asks.api()).sales.buy({ priceId }))).toBe(
			'identity.sign_in_needed',
		);
	});
});

describe('being outside again', () => {
	test('after their last membership they are outside with all that is theirs, pay again, and are inside with it', async () => {
		const nora = await arrive();
		const membershipId = await nora.buys(priceId);
		const joinedAt = async () =>
			(
				await shop.here.db
					.selectFrom('members')
					.select('joinedAt')
					.where('id', '=', nora.memberId)
					.executeTakeFirstOrThrow()
			).joinedAt;
		const since = await joinedAt();
		const { spaceId } = await (await owner()).spaces.create(spaceFields());
		const post = { id: newId(), spaceId, title: 'Mine', body: words('Tea') };
		const { guidelines } = await nora.api();
		const rules = await guidelines.current({});
		if (rules?.mustAccept) await guidelines.accept({ version: rules.version });
		await (await nora.api()).posts.publish(post);
		await (await nora.api()).sales.cancel({ membershipId, reason: null, comment: '' });
		expect(await nora.standing()).toBe('active');
		await pass(40);
		expect(await nora.standing()).toBe('pending');
		expect(await told('members.lapsed', nora.memberId)).toBe(1);
		const door = await (await nora.api()).sales.door();
		expect(door?.lapsedAt).toBeInstanceOf(Date);
		expect(await outcomeOf((await nora.api()).members.list({ limit: 10 }))).toBe(
			'identity.sign_in_needed',
		);
		await nora.buys(priceId);
		expect(await nora.standing()).toBe('active');
		expect([
			await told('members.joined', nora.memberId),
			await told('members.returned', nora.memberId),
		]).toEqual([1, 1]);
		expect(await joinedAt()).toEqual(since);
		const posts = shop.here.db.selectFrom('posts').select('title');
		const mine = posts.where('authorId', '=', nora.memberId).where('status', '=', 'published');
		expect(await mine.execute()).toEqual([{ title: 'Mine' }]);
	});

	test('who owes is in for the days of grace, then outside, and inside again once it is paid', async () => {
		const { spoilCard, payUp } = dunningIn(installation, shop);
		const nora = await arrive();
		await nora.buys(priceId);
		await spoilCard(nora);
		await pass(32);
		expect((await shop.membership(nora)).status).toBe('past_due');
		expect(await nora.standing()).toBe('active');
		await pass(11);
		await settlePurchase(
			installation.services,
			shop.here.community,
			(await shop.membership(nora)).id,
		);
		expect((await shop.membership(nora)).status).toBe('suspended');
		expect(await nora.standing()).toBe('pending');
		const door = await (await nora.api()).sales.door();
		expect(door?.purchases).toMatchObject([{ state: 'owed', tier: 'Supporter' }]);
		const { url } = await (
			await nora.api()
		).sales.portal({
			membershipId: door?.purchases[0]?.membershipId ?? '',
		});
		expect(url).toContain('stripe');
		await payUp(nora);
		expect(await nora.standing()).toBe('active');
	});

	test('who was in before, was let in by staff, holds what was given, or serves here stays', async () => {
		await joinBy('open');
		const before = await arrive();
		await joinBy('membership');
		const waits = await arrive();
		await (await owner()).members.approve({ memberId: waits.memberId });
		const [given, serves, ends] = [await arrive(), await arrive(), await arrive()];
		const bought = await Promise.all(
			[before, waits, given, serves, ends].map(
				async (one) => [one, await one.buys(priceId)] as const,
			),
		);
		const api = await owner();
		const tierId = await makeTier(shop.here, { name: 'Friend' });
		await api.memberships.give({
			...{ id: newId(), memberId: given.memberId, tierId, endsAt: null, reason: 'Thanks' },
		});
		await api.members.setRole({ memberId: serves.memberId, roleKey: 'moderator' });
		for (const [one, membershipId] of bought)
			await (await one.api()).sales.cancel({ membershipId, reason: null, comment: '' });
		await pass(40);
		await sweep();
		expect(await Promise.all(bought.map(([one]) => one.standing()))).toEqual([
			'active',
			'active',
			'active',
			'active',
			'pending',
		]);
		// Whoever serves no more has nothing that would keep them in.
		await api.members.setRole({ memberId: serves.memberId, roleKey: 'member' });
		await sweep();
		expect(await serves.standing()).toBe('pending');
	});

	test('whom staff let in again is in for good; where one joins otherwise, nobody is put out', async () => {
		const [nora, paul] = [await arrive(), await arrive()];
		for (const one of [nora, paul]) {
			const membershipId = await one.buys(priceId);
			await (await one.api()).sales.cancel({ membershipId, reason: null, comment: '' });
		}
		await joinBy('open');
		await pass(40);
		await sweep();
		expect(await nora.standing()).toBe('active');
		await joinBy('membership');
		await sweep();
		expect(await nora.standing()).toBe('pending');
		await (await owner()).members.approve({ memberId: nora.memberId });
		await sweep();
		expect([await nora.standing(), await paul.standing()]).toEqual(['active', 'pending']);
	});
});
