import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { communityCaller } from '@kith/domains';
import { newId } from '@kith/kernel/ids';
import { atOnce, outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { pay } from '@kith/testing/test-purchases';
import { openTestSales, type TestSales } from '@kith/testing/test-sales';
import { seatsIn } from '@kith/testing/test-seats';

let installation: TestInstallation;
let shop: TestSales;
let fixtures: ReturnType<typeof seatsIn>;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());
beforeEach(async () => {
	(await installation.stripe()).setFaults(null);
	shop = await openTestSales(installation);
	fixtures = seatsIn(installation, shop);
});

const stripe = () => installation.services.payments;

describe('buying', () => {
	test('all seats are paid at once and bring what all of them bring; who pays has one where they want it', async () => {
		const { groupPrice, seatsOf, wish, run, has } = fixtures;
		const { priceId, spaceId, roleId } = await groupPrice();
		const seats = await seatsOf(shop.ada);
		const { url, membershipId } = await seats.buy(wish(priceId, { seats: 5, takesSeat: true }));
		expect(await has(shop.ada)).toEqual({ roles: [], rooms: [] });
		await pay(installation, url);
		await run();
		expect(await has(shop.ada)).toEqual({ roles: [roleId], rooms: [spaceId] });
		expect(await seats.group({ membershipId })).toMatchObject({
			...{ name: 'Acme', status: 'active', seats: 5, taken: 1, isSeated: true, url: null },
			price: { amount: 1_000, leastSeats: 2, mostSeats: 100, every: 'month' },
		});
		expect(await shop.ledger()).toEqual(
			expect.arrayContaining([
				// Five percent of five thousand.
				{ kind: 'payment', amount: 5_000, fee: 250, mrrDelta: 0 },
				{ kind: 'new', amount: 0, fee: 0, mrrDelta: 5_000 },
			]),
		);
		const staff = (await fixtures.callerOf(shop.founder)).memberships;
		expect(await staff.get({ membershipId })).toMatchObject({
			...{ seats: 5, group: { membershipId, name: 'Acme', manager: 'Ada', taken: 1 } },
		});
	});

	test('who pays and has no seat has nothing of it, and may pay for one of their own besides', async () => {
		const { groupPrice, paidGroup, has, callerOf } = fixtures;
		const { priceId, monthly } = await groupPrice();
		const { membershipId } = await paidGroup(priceId);
		expect(await has(shop.ada)).toEqual({ roles: [], rooms: [] });
		const { tiers, seats } = await callerOf(shop.ada);
		expect((await tiers.offers()).map(({ isMine }) => isMine)).toEqual([false]);
		const { membershipId: own } = await shop.bought(monthly);
		expect((await has(shop.ada)).roles).toHaveLength(1);
		const { externalCustomerId, ...bought } = await fixtures.rowOf(own);
		expect(bought.seats).toBeNull();
		// What a group is paid with is the group's.
		expect((await fixtures.rowOf(membershipId)).externalCustomerId).not.toBe(externalCustomerId);
		expect(await seats.group({ membershipId })).toMatchObject({ seats: 3, taken: 0 });
	});

	test('pressed ten times with one id there is one group and one page; another number has another page', async () => {
		const { groupPrice, seatsOf, wish } = fixtures;
		const { priceId } = await groupPrice();
		const same = wish(priceId, { takesSeat: true });
		const presses = await Promise.all(
			Array.from({ length: 10 }, async () => (await seatsOf(shop.ada)).buy(same)),
		);
		expect(new Set(presses.map(({ url }) => url)).size).toBe(1);
		const seats = await seatsOf(shop.ada);
		const { url, membershipId } = await seats.buy({ ...same, seats: 4, name: 'Acme Ltd' });
		expect(url).not.toBe(presses[0]?.url);
		expect(membershipId).toBe(same.id);
		// Nobody pays on the page that was left.
		await pay(installation, presses[0]?.url ?? '');
		expect(await shop.ledger()).toEqual([]);
		await pay(installation, url);
		expect(await seats.group({ membershipId })).toMatchObject({ seats: 4, name: 'Acme Ltd' });
		expect(await outcomeOf(seats.buy(same))).toBe('seats.paid_already');
	});

	test('only prices for groups are, for as many as they say, and they are no purchase of one’s own', async () => {
		const { groupPrice, seatsOf, wish, callerOf } = fixtures;
		const { priceId, monthly } = await groupPrice({ leastSeats: 3, mostSeats: 5 });
		const seats = await seatsOf(shop.ada);
		for (const count of [2, 6])
			expect(await outcomeOf(seats.buy(wish(priceId, { seats: count })))).toBe(
				'seats.count_refused',
			);
		expect(await outcomeOf(seats.buy(wish(monthly)))).toBe('sales.not_offered');
		expect(await outcomeOf(seats.buy(wish(newId())))).toBe('sales.price_not_found');
		const { sales, tiers } = await callerOf(shop.ada);
		expect(await outcomeOf(sales.buy({ priceId }))).toBe('sales.not_offered');
		const [offer] = await tiers.offers();
		expect(offer?.prices.map(({ id }) => id)).toEqual([monthly]);
		expect(offer?.groups).toMatchObject([{ id: priceId, leastSeats: 3, mostSeats: 5 }]);
	});

	test('staff offer a price for groups; one that makes no sense is none', async () => {
		const { groupPrice, callerOf } = fixtures;
		const { tierId } = await groupPrice();
		const { tiers } = await callerOf(shop.founder);
		const terms = { kind: 'group' as const, every: 'year' as const, currency: 'eur', amount: 900 };
		const id = newId();
		await tiers.addPrice({ tierId, id, terms: { ...terms, leastSeats: 2, mostSeats: 9 } });
		const price = (await tiers.list()).flatMap(({ prices }) => prices);
		expect(price.find((one) => one.id === id)).toMatchObject({ leastSeats: 2, mostSeats: 9 });
		for (const more of [
			{ leastSeats: 5, mostSeats: 4 },
			{ leastSeats: 1, mostSeats: 1_001 },
			{ leastSeats: 1, mostSeats: 2, amount: 0 },
		]) {
			const bad = { tierId, id: newId(), terms: { ...terms, ...more } };
			expect(await outcomeOf(tiers.addPrice(bad))).not.toBe('done');
		}
	});

	test('another’s group is not there, neither to buy nor to look at; one that nobody paid for lets nobody in', async () => {
		const { groupPrice, seatsOf, wish, someone, tokenIn, seatRows } = fixtures;
		const { priceId } = await groupPrice();
		const asked = wish(priceId, { takesSeat: true });
		const seats = await seatsOf(shop.ada);
		const { membershipId } = await seats.buy(asked);
		await seats.setLink({ membershipId, open: true });
		const token = tokenIn((await seats.group({ membershipId })).url);
		const other = await seatsOf(await someone());
		expect(await outcomeOf(other.buy(asked))).toBe('seats.not_found');
		const asks = [
			...[other.group({ membershipId }), other.people({ membershipId })],
			...[other.takeOwn({ membershipId }), other.setLink({ membershipId, open: false })],
			...[other.leave({ membershipId }), other.withdraw({ membershipId })],
		];
		expect(new Set(await Promise.all(asks.map(outcomeOf)))).toEqual(new Set(['seats.not_found']));
		expect(await outcomeOf(other.find({ token }))).toBe('seats.link_unknown');
		expect(await outcomeOf(other.take({ token }))).toBe('seats.group_closed');
		installation.clock.advance(2 * 86_400);
		await installation.hearStripe();
		await fixtures.run();
		expect(await seatRows(membershipId)).toEqual([]);
	});
});

describe('taking a seat', () => {
	test('opens what the tier does, is seen on both sides, and leaving frees it at once', async () => {
		const { groupPrice, paidGroup, seated, seatsOf, callerOf, has, grantsOf } = fixtures;
		const { priceId, spaceId, roleId } = await groupPrice();
		const { membershipId, token } = await paidGroup(priceId, { seats: 2 });
		const bo = await seated(token);
		expect(await has(bo)).toEqual({ roles: [roleId], rooms: [spaceId] });
		const { memberships, seats } = await callerOf(bo);
		expect(await memberships.mine()).toMatchObject([
			{ source: 'seat', status: 'active', group: { membershipId, name: 'Acme', manager: 'Ada' } },
		]);
		expect(await seats.find({ token })).toMatchObject({ state: 'mine', name: 'Acme' });
		// Taken again it is there once.
		await atOnce(3, async () => (await seatsOf(bo)).take({ token }));
		const manager = await seatsOf(shop.ada);
		expect(await manager.people({ membershipId })).toMatchObject({
			items: [{ memberId: bo.memberId, isManager: false }],
		});
		await seats.leave({ membershipId });
		expect(await has(bo)).toEqual({ roles: [], rooms: [] });
		expect((await grantsOf(bo)).filter(({ source }) => source === 'membership')).toEqual([]);
		expect(await manager.group({ membershipId })).toMatchObject({ taken: 0, seats: 2 });
		expect(await outcomeOf(seats.leave({ membershipId }))).toBe('seats.not_found');
		await seats.take({ token });
		expect(await has(bo)).toEqual({ roles: [roleId], rooms: [spaceId] });
	});

	test('of fifty at once one has the last', async () => {
		const { groupPrice, paidGroup, seated, seatsOf, someone, seatRows } = fixtures;
		const { priceId } = await groupPrice();
		const { membershipId, token } = await paidGroup(priceId, { seats: 2 });
		await seated(token);
		const many = await Promise.all(Array.from({ length: 50 }, someone));
		const outcomes = await Promise.all(
			many.map(async (who) => outcomeOf((await seatsOf(who)).take({ token }))),
		);
		expect(outcomes.filter((outcome) => outcome === 'seats.all_taken')).toHaveLength(49);
		expect(await seatRows(membershipId)).toHaveLength(2);
	});

	test('whoever loses it keeps what they have from elsewhere', async () => {
		const { groupPrice, paidGroup, seated, seatsOf, grantsOf, has } = fixtures;
		const { priceId, monthly, spaceId, roleId } = await groupPrice();
		const { membershipId, token } = await paidGroup(priceId);
		const [bo, eve] = [await seated(token), await seated(token)];
		const { spaces } = await fixtures.callerOf(shop.founder);
		await spaces.setMember({ spaceId, memberId: bo.memberId, allowed: true });
		await shop.bought(monthly, { who: eve });
		expect(await (await seatsOf(eve)).find({ token })).toMatchObject({ isPaying: true });
		const manager = await seatsOf(shop.ada);
		for (const { memberId } of [bo, eve]) {
			await manager.remove({ membershipId, memberId });
			expect(await outcomeOf(manager.remove({ membershipId, memberId }))).toBe(
				'seats.person_not_found',
			);
		}
		expect(await has(bo)).toEqual({ roles: [], rooms: [spaceId] });
		expect(await grantsOf(bo)).not.toContainEqual({ id: roleId, source: 'membership' });
		expect(await has(eve)).toEqual({ roles: [roleId], rooms: [spaceId] });
		expect(await manager.group({ membershipId })).toMatchObject({ taken: 0 });
	});

	test('another link takes the place of the one before, and none lets nobody in', async () => {
		const { groupPrice, paidGroup, seatsOf, someone, tokenIn } = fixtures;
		const { priceId } = await groupPrice();
		const { membershipId, token } = await paidGroup(priceId);
		const manager = await seatsOf(shop.ada);
		await manager.setLink({ membershipId, open: true });
		const next = tokenIn((await manager.group({ membershipId })).url);
		expect(next).not.toBe(token);
		const seats = await seatsOf(await someone());
		expect(await outcomeOf(seats.take({ token }))).toBe('seats.link_unknown');
		await manager.setLink({ membershipId, open: false });
		expect(await outcomeOf(seats.take({ token: next }))).toBe('seats.link_unknown');
		const stored = await shop.here.db.selectFrom('seatGroups').selectAll().execute();
		expect(JSON.stringify(stored)).not.toContain(next);
	});

	test('an invitation is mailed, is for one, holds no seat, and can be taken back', async () => {
		const { groupPrice, paidGroup, seatsOf, someone, run, mailsTo, tokenIn } = fixtures;
		const { priceId } = await groupPrice();
		const { membershipId } = await paidGroup(priceId, { seats: 2 });
		const manager = await seatsOf(shop.ada);
		const [first, second] = [`${newId()}@example.org`, `${newId()}@example.org`];
		await manager.invite({ membershipId, emails: [first, second, first] });
		await run();
		const [letter, ...more] = await mailsTo(first);
		expect(more).toEqual([]);
		expect(letter?.subject).toContain('A seat for you');
		const token = tokenIn(/https?:\/\/\S+\/group\/[\w-]+/.exec(letter?.text ?? '')?.[0] ?? '');
		expect((await manager.group({ membershipId })).invites).toHaveLength(2);
		expect(await manager.group({ membershipId })).toMatchObject({ taken: 0 });
		await manager.revoke({ membershipId, email: second });
		expect(await outcomeOf(manager.revoke({ membershipId, email: second }))).toBe(
			'seats.invite_not_found',
		);
		await (await seatsOf(await someone())).take({ token });
		const late = await seatsOf(await someone());
		expect(await outcomeOf(late.take({ token }))).toBe('seats.link_unknown');
		expect(await manager.group({ membershipId })).toMatchObject({ taken: 1, invites: [] });
	});

	test('who has a seat of this tier elsewhere has one; a link of another community is none', async () => {
		const { groupPrice, paidGroup, seated, seatsOf, someone } = fixtures;
		const { priceId } = await groupPrice();
		const { token } = await paidGroup(priceId);
		const other = await paidGroup(priceId, { who: await someone() });
		const bo = await seated(token);
		const seats = await seatsOf(bo);
		expect(await seats.find({ token: other.token })).toMatchObject({ state: 'has_other' });
		expect(await outcomeOf(seats.take({ token: other.token }))).toBe('seats.has_already');
		const elsewhere = await openTestSales(installation);
		const stranger = communityCaller(await elsewhere.here.as(elsewhere.ada)).seats;
		expect(await outcomeOf(stranger.take({ token }))).toBe('seats.link_unknown');
		expect(await outcomeOf(stranger.find({ token }))).toBe('seats.link_unknown');
	});

	test('people are found by their names, a page at a time, also by who looks after memberships', async () => {
		const { groupPrice, paidGroup, seated, callerOf, someone } = fixtures;
		const { priceId } = await groupPrice();
		const { membershipId, token } = await paidGroup(priceId, { seats: 12, takesSeat: true });
		const people = [];
		for (let made = 0; made < 4; made++) people.push(await seated(token));
		const { seats } = await callerOf(shop.ada);
		const found = await seats.people({ membershipId, search: people[2]?.name ?? '' });
		expect(found.items.map(({ memberId }) => memberId)).toEqual([people[2]?.memberId]);
		const page = await seats.people({ membershipId, limit: 3 });
		const rest = await seats.people({ membershipId, limit: 3, cursor: page.nextCursor });
		expect([...page.items, ...rest.items].map(({ memberId }) => memberId)).toEqual([
			...[shop.ada.memberId, ...people.map(({ memberId }) => memberId)],
		]);
		expect(page.items[0]).toMatchObject({ isManager: true });
		const staff = (await callerOf(shop.founder)).seats;
		expect((await staff.peopleFor({ membershipId })).items).toHaveLength(5);
		const nobody = (await callerOf(await someone())).seats;
		expect(await outcomeOf(nobody.peopleFor({ membershipId }))).toBe('permissions.denied');
	});
});

test('no page of Stripe’s sells a group to somebody’s own customer', async () => {
	const { groupPrice, paidGroup, rowOf } = fixtures;
	const { priceId } = await groupPrice();
	const { membershipId } = await paidGroup(priceId);
	const { externalCustomerId } = await rowOf(membershipId);
	const customer = await stripe().customers.retrieve(externalCustomerId ?? '', {}, shop.on());
	expect(customer).toMatchObject({ metadata: { kith_group: membershipId } });
});
