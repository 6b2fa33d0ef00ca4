import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { openTestSales, salesOf, type TestSales } from '@kith/testing/test-sales';
import { later, movesIn, soldIn } from './extending-fixture.ts';

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

const reason = 'The hall was flooded';
const staff = async () => salesOf(shop.here, shop.founder);

describe('days given at once', () => {
	test('pressed twice, or after a lost answer, they are given once', async () => {
		const { membership } = shop;
		const { membershipId, from } = await soldIn(shop);
		const sales = await staff();
		const wish = { membershipId, days: 30, from, reason };
		(await installation.stripe()).setFaults({ seed: 1, api: { lost: 1 } });
		expect(await outcomeOf(sales.extendFor(wish))).toBe('payments.unavailable');
		(await installation.stripe()).setFaults(null);
		await installation.hearStripe();
		await Promise.all([sales.extendFor(wish), sales.extendFor(wish)]);
		await sales.extendFor(wish);
		expect((await membership()).currentPeriodEnd).toEqual(later(from, 30));
		expect((await sales.care({ membershipId })).log).toHaveLength(1);
		const more = { membershipId, days: 5, from: later(from, 30), reason };
		await sales.extendFor(more);
		expect(await outcomeOf(sales.extendFor(wish))).toBe('sales.changed_meanwhile');
		expect((await membership()).currentPeriodEnd).toEqual(later(from, 35));
		expect((await sales.care({ membershipId })).log).toHaveLength(2);
		expect(await movesIn(shop)).toEqual([['new', 1_000]]);
	});

	test('of two who give different days at once one does, and the other is told', async () => {
		const { membership } = shop;
		const { membershipId, from } = await soldIn(shop);
		const sales = await staff();
		const outcomes = await Promise.all(
			[30, 60].map((days) => outcomeOf(sales.extendFor({ membershipId, days, from, reason }))),
		);
		expect(outcomes.toSorted()).toEqual(['done', 'sales.changed_meanwhile']);
		const days = outcomes[0] === 'done' ? 30 : 60;
		expect((await membership()).currentPeriodEnd).toEqual(later(from, days));
		expect((await sales.care({ membershipId })).log).toHaveLength(1);
	});

	test('whoever looked before another had given them gives none on top', async () => {
		const { membership } = shop;
		const standIn = await installation.stripe();
		const sales = await staff();
		const { membershipId, from } = await soldIn(shop);
		const wish = { membershipId, days: 30, from, reason };
		const asked = standIn.requests().length;
		standIn.setFaults({ seed: 1, api: { late: 1 } });
		const early = [30, 60].map((days) => outcomeOf(sales.extendFor({ ...wish, days })));
		await vi.waitFor(() => expect(standIn.requests()).toHaveLength(asked + 2));
		standIn.setFaults({ seed: 1 });
		await sales.extendFor(wish);
		standIn.setFaults(null);
		expect(await Promise.all(early)).toEqual(['done', 'sales.changed_meanwhile']);
		expect((await membership()).currentPeriodEnd).toEqual(later(from, 30));
		expect((await sales.care({ membershipId })).log).toHaveLength(1);
	});
});
