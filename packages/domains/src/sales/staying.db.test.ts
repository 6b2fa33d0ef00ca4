import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { makePrice } from '@kith/testing/test-sales';
import { lockMember } from '../memberships/index.ts';
import { MONTHS, openDeals, type Deals } from './deals-fixture.ts';
import { ownRunning } from './own-purchase.ts';
import { leaveAnyway } from './retain-membership.ts';
import { purchaseById } from './sales.queries.ts';

let installation: TestInstallation;
let shop: Deals;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());
beforeEach(async () => {
	(await installation.stripe()).setFaults(null);
	shop = await openDeals(installation);
});

vi.setConfig({ testTimeout: 60_000 });

const DAY = 86_400;

describe('staying', () => {
	test('one offer is shown to who leaves, taken once however often it is pressed, and never again', async () => {
		const { tierWith, bought, membership } = shop;
		const { priceId } = await tierWith(1_000);
		const { offerId } = await shop.offered({ purpose: 'retention', terms: MONTHS });
		const { sales, membershipId } = await bought(priceId);
		expect(await sales.retention({ membershipId })).toMatchObject({
			...{ offerId, before: 1_000, after: 500, every: 'month', lasts: 'months', months: 3 },
		});
		const presses = Array.from({ length: 5 }, () =>
			outcomeOf(sales.acceptOffer({ membershipId, offerId })),
		);
		expect(await Promise.all(presses)).toContain('done');
		await installation.hearStripe();
		expect(await shop.viewOf(offerId)).toMatchObject({ uses: 1, waiting: 0 });
		expect(await shop.expectTrueMrr()).toBe(500);
		expect(await sales.retention({ membershipId })).toBeNull();
		expect(await outcomeOf(sales.acceptOffer({ membershipId, offerId }))).toBe('offers.expired');
		for (let month = 1; month <= 4; month++) await shop.pass(31 * DAY);
		expect(await shop.payments()).toEqual([1_000, 500, 500, 500, 1_000]);
		expect(await shop.expectTrueMrr()).toBe(1_000);
		expect(await membership()).toMatchObject({ status: 'active', cancelAt: null });
		// The discount is over, and still there was one.
		expect(await sales.retention({ membershipId })).toBeNull();
	});

	test('who leaves all the same leaves, and is not asked a second time', async () => {
		const { tierWith, bought, membership } = shop;
		const { priceId } = await tierWith(1_000);
		const { offerId } = await shop.offered({ purpose: 'retention', terms: MONTHS });
		const { sales, membershipId } = await bought(priceId);
		await sales.cancel({ membershipId, reason: null, comment: '' });
		expect((await membership()).cancelAt).not.toBeNull();
		await sales.keep({ membershipId });
		expect(await sales.retention({ membershipId })).toBeNull();
		expect(await shop.viewOf(offerId)).toMatchObject({ uses: 0, refused: 1 });
	});

	test('who leaves and what Stripe tells of them meanwhile do not wait for each other', async () => {
		const { tierWith, bought, here, ada } = shop;
		const { priceId } = await tierWith(1_000);
		const { offerId } = await shop.offered({ purpose: 'retention', terms: MONTHS });
		const { membershipId } = await bought(priceId);
		const ctx = await here.as(ada);
		const running = await ownRunning(ctx, membershipId);
		// Whoever settles a payment holds the member's row, and wants the membership's next.
		await here.db.transaction().execute(async (db) => {
			await lockMember(db, ada.memberId).execute();
			await leaveAnyway(ctx, running);
			await purchaseById(db, membershipId).forNoKeyUpdate('memberships').execute();
		});
		expect(await shop.viewOf(offerId)).toMatchObject({ refused: 1 });
	});

	test('nothing is offered on trial, with a discount, for a year by months, or to others', async () => {
		const { here, tierWith, bought } = shop;
		await shop.offered({ purpose: 'retention', terms: MONTHS });
		const { priceId, tierId } = await tierWith(1_000);
		const cut = await bought(priceId, { code: (await shop.offered({ terms: MONTHS })).code });
		expect(await cut.sales.retention({ membershipId: cut.membershipId })).toBeNull();
		const yearly = await makePrice(here, tierId, { amount: 10_000, every: 'year' });
		const bo = await here.member('member', 'Bo');
		const year = await bought(yearly, { who: bo });
		expect(await year.sales.retention({ membershipId: year.membershipId })).toBeNull();
		const tried = await tierWith(900, { trialDays: 7 });
		const cy = await here.member('member', 'Cy');
		const trial = await bought(tried.priceId, { who: cy });
		expect(await trial.sales.retention({ membershipId: trial.membershipId })).toBeNull();
		const theirs = cut.sales.retention({ membershipId: trial.membershipId });
		expect(await outcomeOf(theirs)).toBe('sales.not_found');
	});

	test('one for nothing for a while is no loss that comes back', async () => {
		const { tierWith, bought, ledger } = shop;
		const { priceId } = await tierWith(1_000);
		const terms = { ...MONTHS, percent: 100, months: 1 };
		const { offerId } = await shop.offered({ purpose: 'retention', terms });
		const { sales, membershipId } = await bought(priceId);
		await sales.acceptOffer({ membershipId, offerId });
		for (let month = 1; month <= 2; month++) await shop.pass(32 * DAY);
		expect(await shop.expectTrueMrr()).toBe(1_000);
		const moves = (await ledger()).filter(({ mrrDelta }) => mrrDelta !== 0);
		expect(moves.map(({ kind }) => kind)).toEqual(['new', 'contraction', 'expansion']);
	});
});
