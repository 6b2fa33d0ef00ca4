import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { openTestSales, type TestSales } from '@kith/testing/test-sales';
import { seatsIn } from '@kith/testing/test-seats';
import { memberships, mergeMemberships } from '../memberships/index.ts';

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

test('another who has a seat looks after the group once they accept; its card buys no more until it is theirs', async () => {
	const { groupPrice, paidGroup, seated, seatsOf, someone, run, mailsTo, rowOf } = fixtures;
	const { priceId } = await groupPrice();
	const { membershipId, token } = await paidGroup(priceId, { takesSeat: true });
	const bo = await seated(token);
	const ada = await seatsOf(shop.ada);
	const stranger = await someone();
	expect(await outcomeOf(ada.offer({ membershipId, memberId: stranger.memberId }))).toBe(
		'seats.person_not_found',
	);
	expect(await outcomeOf(ada.offer({ membershipId, memberId: shop.ada.memberId }))).toBe(
		'seats.yours_already',
	);
	await ada.offer({ membershipId, memberId: bo.memberId });
	await ada.offer({ membershipId, memberId: bo.memberId });
	await run();
	expect(await mailsTo(bo.email)).toHaveLength(1);
	const his = await seatsOf(bo);
	expect(await his.offered()).toMatchObject([{ membershipId, manager: 'Ada', seats: 3 }]);
	expect(await outcomeOf(his.group({ membershipId }))).toBe('seats.not_found');
	await his.answer({ membershipId, accept: false });
	expect(await outcomeOf(his.answer({ membershipId, accept: true }))).toBe('seats.offer_not_found');
	await ada.offer({ membershipId, memberId: bo.memberId });
	await ada.withdraw({ membershipId });
	expect(await outcomeOf(his.answer({ membershipId, accept: true }))).toBe('seats.offer_not_found');
	await ada.offer({ membershipId, memberId: bo.memberId });
	const outcomes = await Promise.all(
		[1, 2, 3].map(async () =>
			outcomeOf((await seatsOf(bo)).answer({ membershipId, accept: true })),
		),
	);
	expect(outcomes).toEqual(['done', 'done', 'done']);
	expect(await his.group({ membershipId })).toMatchObject({ taken: 2, isSeated: true });
	expect(await outcomeOf(ada.group({ membershipId }))).toBe('seats.not_found');
	// Who had it before keeps their seat like anybody else.
	expect((await his.people({ membershipId })).items).toMatchObject([
		{ memberId: shop.ada.memberId, isManager: false },
		{ memberId: bo.memberId, isManager: true },
	]);
	const customer = (await rowOf(membershipId)).externalCustomerId ?? '';
	expect(await stripe().customers.retrieve(customer, {}, shop.on())).toMatchObject({
		email: bo.email,
	});
	expect(await outcomeOf(his.previewChange({ membershipId, seats: 9 }))).toBe('seats.card_needed');
	await fixtures.putCard(membershipId, 'pm_card_visa');
	expect((await his.previewChange({ membershipId, seats: 9 })).due).toBeGreaterThan(0);
});

test('of two accounts that become one, the one that stays has the seat and looks after the groups of both', async () => {
	const { groupPrice, paidGroup, seated, seatRows, rowOf, has, job, seatsOf } = fixtures;
	const { priceId, spaceId, roleId } = await groupPrice();
	const { membershipId, token } = await paidGroup(priceId);
	const [gone, stays] = [await seated(token), await seated(token)];
	const other = await paidGroup(priceId, { who: gone });
	await (await seatsOf(shop.ada)).offer({ membershipId, memberId: gone.memberId });
	const ctx = await job();
	const pair = { from: gone.memberId, into: stays.memberId };
	for (let time = 0; time < 2; time++)
		await ctx.transaction((tx) => mergeMemberships(ctx, tx, pair));
	expect((await seatRows(membershipId)).map(({ memberId }) => memberId)).toEqual([stays.memberId]);
	expect(await rowOf(other.membershipId)).toMatchObject({
		...{ memberId: stays.memberId, status: 'active', seats: 3 },
	});
	expect(await has(stays)).toEqual({ roles: [roleId], rooms: [spaceId] });
	expect(await (await seatsOf(stays)).offered()).toHaveLength(1);
});

test('who leaves the community frees their seat; who looked after a group takes it along', async () => {
	const { groupPrice, paidGroup, seated, seatRows, has, job, run, rowOf } = fixtures;
	const { priceId } = await groupPrice();
	const { membershipId, token } = await paidGroup(priceId);
	const [bo, eve] = [await seated(token), await seated(token)];
	const ctx = await job();
	const leaving = (memberId: string) =>
		({ type: 'members.left', payload: { memberId, contributions: 'anonymise' } }) as never;
	const { handle } = memberships.consumers['end-memberships'];
	await handle(ctx, leaving(bo.memberId));
	expect((await seatRows(membershipId)).map(({ memberId }) => memberId)).toEqual([eve.memberId]);
	await handle(ctx, leaving(shop.ada.memberId));
	await run();
	expect(await rowOf(membershipId)).toMatchObject({ status: 'canceled' });
	expect(await has(eve)).toEqual({ roles: [], rooms: [] });
});

test('staff end a seat with a reason, and give none a longer life than its group', async () => {
	const { groupPrice, paidGroup, seated, callerOf, has } = fixtures;
	const { priceId } = await groupPrice();
	const { membershipId, token } = await paidGroup(priceId);
	const bo = await seated(token);
	const { id, version } = await shop.membership(bo);
	const { memberships: staff, seats } = await callerOf(shop.founder);
	const longer = { membershipId: id, endsAt: null, reason: 'Longer', version };
	expect(await outcomeOf(staff.extend(longer))).toBe('memberships.paid_elsewhere');
	await staff.end({ membershipId: id, reason: 'Not one of them', version });
	expect(await has(bo)).toEqual({ roles: [], rooms: [] });
	expect((await seats.peopleFor({ membershipId })).items).toEqual([]);
});
