import { expect } from 'vitest';
import { makeOffer } from '@kith/testing/test-offers';
import type { TestInstallation } from '@kith/testing/test-installation';
import { openTestSales } from '@kith/testing/test-sales';
import { communityCaller } from '../index.ts';
import { mrrOf } from './mrr.ts';

/** Half of what is paid, for three months. */
export const MONTHS = { gives: 'percent', percent: 50, lasts: 'months', months: 3 } as const;

const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0);

/** A community that sells, with offers, and what became of them. */
export async function openDeals(installation: TestInstallation) {
	const shop = await openTestSales(installation);
	const { here, founder, ledger, on } = shop;
	const offered = (more: Parameters<typeof makeOffer>[2] = {}) => makeOffer(here, founder, more);
	const viewOf = async (offerId: string) =>
		(await communityCaller(await here.as(founder)).offers.list()).find(({ id }) => id === offerId);
	const payments = async () =>
		(await ledger()).filter(({ kind }) => kind === 'payment').map(({ amount }) => amount);
	const pass = async (seconds: number) => {
		installation.clock.advance(seconds);
		await installation.hearStripe();
	};

	/** What the ledger says that comes in each month is what Stripe’s subscriptions say. */
	async function expectTrueMrr(): Promise<number> {
		const moved = sum((await ledger()).map(({ mrrDelta }) => mrrDelta));
		const expand = [
			...['data.discounts.source.coupon', 'data.latest_invoice'],
			'data.items.data.price.currency_options',
		];
		const { subscriptions } = installation.services.payments;
		const { data } = await subscriptions.list({ status: 'all', expand }, on());
		expect(moved).toBe(sum(data.map(mrrOf)));
		return moved;
	}
	return { ...shop, offered, viewOf, payments, pass, expectTrueMrr };
}

export type Deals = Awaited<ReturnType<typeof openDeals>>;
