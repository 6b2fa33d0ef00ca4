import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { outcomeOf } from '@kith/testing/test-content';
import { mailBounces } from '@kith/testing/test-bounces';
import { giftsIn } from '@kith/testing/test-gifts';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { openTestSales, type TestSales } from '@kith/testing/test-sales';
import { createJobContext } from '../create-context.ts';
import { mergeMemberships } from '../memberships/index.ts';
import { gifts as domain } from './index.ts';

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

describe('taking back', () => {
	test('given back before it is redeemed, nobody redeems it; told twice, it is given back once', async () => {
		const { giftsOf, giftPrice, given, someone, staff } = fixtures;
		const { priceId } = await giftPrice();
		const { code, giftId } = await given(priceId);
		const revoke = async () =>
			outcomeOf((await staff()).revoke({ giftId, refund: true, reason: 'Asked' }));
		await revoke();
		await installation.hearStripe();
		expect(await revoke()).toBe('gifts.gone');
		expect(await outcomeOf((await giftsOf(await someone())).redeem({ code }))).toBe('gifts.gone');
		const entries = await shop.ledger();
		expect(entries.map(({ kind, amount }) => [kind, amount])).toEqual([
			...[
				['payment', 2_700],
				['refund', -2_700],
			],
		]);
	});

	test('revoked without a refund it is paid back later by a second press', async () => {
		const { giftsOf, giftPrice, given, someone, staff } = fixtures;
		const { priceId } = await giftPrice();
		const { giftId, code } = await given(priceId);
		const gifts = await staff();
		await gifts.revoke({ giftId, refund: false, reason: 'A mistake' });
		expect(await outcomeOf((await giftsOf(await someone())).redeem({ code }))).toBe('gifts.gone');
		expect((await gifts.list({ state: 'gone' })).items).toMatchObject([{ giftId, left: 2_700 }]);
		await gifts.revoke({ giftId, refund: true, reason: 'Asked' });
		expect((await gifts.list({ state: 'gone' })).items).toMatchObject([{ giftId, left: 0 }]);
	});

	test('what is left of a redeemed one ends at once, and what stands behind it moves up', async () => {
		const { giftsOf, giftPrice, given, someone, staff } = fixtures;
		const { priceId } = await giftPrice(1);
		const [first, second] = [await given(priceId), await given(priceId)];
		const bo = await someone();
		const gifts = await giftsOf(bo);
		const { until } = await gifts.redeem({ code: first.code });
		const both = await gifts.redeem({ code: second.code });
		installation.clock.advance(5 * DAY);
		const rest = until.getTime() - installation.clock.now().getTime();
		const owner = await staff();
		expect(
			await outcomeOf(owner.revoke({ giftId: first.giftId, refund: false, reason: 'Asked' })),
		).toBe('gifts.redeemed');
		await owner.revoke({ giftId: first.giftId, refund: true, reason: 'Asked' });
		await installation.hearStripe();
		const left = await shop.membership(bo);
		expect(left.status).toBe('active');
		const moved = both.until.getTime() - (left.endsAt?.getTime() ?? 0) - rest;
		// The clock went on while it was asked for.
		expect(Math.abs(moved)).toBeLessThan(60_000);
		await owner.revoke({ giftId: second.giftId, refund: true, reason: 'Asked' });
		expect(await shop.membership(bo)).toMatchObject({ status: 'canceled' });
	});

	test('a refund in Stripe’s own pages counts as well, found at night if no webhook came', async () => {
		const { giftsOf, giftPrice, given, someone, rowOf } = fixtures;
		const { priceId } = await giftPrice();
		const { giftId, code } = await given(priceId);
		const { data } = await installation.services.payments.charges.list({}, shop.on());
		await installation.services.payments.refunds.create({ charge: data[0]?.id ?? '' }, shop.on());
		await domain.jobs['reconcile-gifts'].run(installation.services);
		expect(await rowOf(giftId)).toMatchObject({ status: 'refunded' });
		expect(await outcomeOf((await giftsOf(await someone())).redeem({ code }))).toBe('gifts.gone');
		await installation.hearStripe();
		expect(await shop.ledger()).toHaveLength(2);
	});

	test('of two accounts that become one, the one that stays gave and has it', async () => {
		const { giftsOf, giftPrice, given, someone, rowOf } = fixtures;
		const { priceId } = await giftPrice();
		const { giftId, code } = await given(priceId);
		const bo = await someone();
		const { membershipId } = await (await giftsOf(bo)).redeem({ code });
		const kept = await someone();
		const job = await createJobContext(installation.services, shop.here.community, 'test');
		for (const { memberId: from } of [bo, shop.ada])
			await job.transaction((tx) => mergeMemberships(job, tx, { from, into: kept.memberId }));
		const into = kept.memberId;
		expect(await rowOf(giftId)).toMatchObject({ membershipId, buyerId: into, redeemedBy: into });
		expect(await (await giftsOf(kept)).given()).toHaveLength(1);
	});

	test('members neither list nor take back what others gave', async () => {
		const { giftsOf, giftPrice, given, someone } = fixtures;
		const { priceId } = await giftPrice();
		const { giftId } = await given(priceId);
		const gifts = await giftsOf(await someone());
		const outcomes = await Promise.all([
			outcomeOf(gifts.list({})),
			outcomeOf(gifts.revoke({ giftId, refund: true, reason: 'Mine' })),
			outcomeOf(gifts.resend({ giftId, id: newId(), reason: 'Mine' })),
		]);
		expect(outcomes).toEqual(Array.from({ length: 3 }, () => 'permissions.denied'));
	});
});

describe('mails', () => {
	test('the gift is mailed once, on the morning it is to go, and whoever paid has a receipt at once', async () => {
		const { giftPrice, given, rowOf, staff, runMails, mailsTo } = fixtures;
		const { priceId } = await giftPrice();
		const now = installation.clock.now().getTime();
		const day = (days: number) => new Date(now + days * DAY * 1000).toISOString().slice(0, 10);
		const email = `bo-${newId()}@example.com`;
		const { giftId, code } = await given(priceId, { email, sendOn: day(3) });
		await runMails();
		expect(await mailsTo(email)).toEqual([]);
		const [receipt] = await mailsTo(shop.ada.email);
		expect(receipt?.subject).toContain('Your gift: Supporter');
		expect(receipt?.text).toContain('€27.00');
		installation.clock.advance(4 * DAY);
		await runMails();
		const mails = await mailsTo(email);
		expect(mails).toHaveLength(1);
		expect(mails[0]?.text).toContain(`/gift/${code}`);
		expect(mails[0]?.text).toContain('Enjoy');
		expect((await rowOf(giftId))?.sentAt).not.toBeNull();
		await (await staff()).resend({ giftId, id: newId(), reason: 'Lost' });
		await runMails();
		expect(await mailsTo(email)).toHaveLength(2);
	});

	test('what was taken back, or redeemed, meanwhile is not mailed, nor sent again', async () => {
		const { giftsOf, giftPrice, given, someone, staff, runMails, mailsTo } = fixtures;
		const { priceId } = await giftPrice();
		const email = `bo-${newId()}@example.com`;
		const [gone, used] = [await given(priceId, { email }), await given(priceId, { email })];
		await (await staff()).revoke({ giftId: gone.giftId, refund: false, reason: 'Asked' });
		await (await giftsOf(await someone())).redeem({ code: used.code });
		await runMails();
		expect(await mailsTo(email)).toEqual([]);
		for (const { giftId } of [gone, used])
			expect(await outcomeOf((await staff()).resend({ giftId, id: newId(), reason: 'Lost' }))).toBe(
				'gifts.not_mailed',
			);
	});

	test('an address that takes no mail gets none', async () => {
		const { giftPrice, given, someone, runMails, mailsTo } = fixtures;
		const { priceId } = await giftPrice();
		const bo = await someone();
		await mailBounces(shop.here, bo.memberId);
		await given(priceId, { email: bo.email });
		await runMails();
		// The one that came back.
		expect((await mailsTo(bo.email)).map(({ subject }) => subject)).toEqual(['Hello']);
	});
});
