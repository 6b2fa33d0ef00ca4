import { expect } from 'vitest';
import type { TestInstallation } from '@kith/testing/test-installation';
import type { TestSales } from '@kith/testing/test-sales';
import { mrrOf } from './mrr.ts';

const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0);

/** What the ledger says that comes in each month is what Stripe’s subscriptions say. */
export async function expectTrueMrr(
	{ services }: TestInstallation,
	shop: TestSales,
): Promise<number> {
	const moved = sum((await shop.ledger()).map(({ mrrDelta }) => mrrDelta));
	const expand = ['data.discounts.source.coupon', 'data.latest_invoice'];
	const { data } = await services.payments.subscriptions.list({ status: 'all', expand }, shop.on());
	expect(moved).toBe(sum(data.map(mrrOf)));
	return moved;
}
