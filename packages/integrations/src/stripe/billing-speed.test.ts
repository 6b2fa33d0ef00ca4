import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestShop, openTestStripe, START, type TestStripe } from './test-stripe.ts';

const MEMBERS = 1_000;
let local: TestStripe;

beforeAll(async () => {
	local = await openTestStripe();
});
afterAll(() => local.close());

test('three years of monthly billing for 1,000 members take less than five seconds', async () => {
	const { stripe, standIn } = local;
	const { clock, price } = await openTestShop(stripe);
	for (let member = 0; member < MEMBERS; member += 1) {
		const { id } = await stripe.customers.create({ test_clock: clock.id });
		const method = await stripe.paymentMethods.attach('pm_card_visa', { customer: id });
		await stripe.subscriptions.create({
			...{ customer: id, items: [{ price: price.id }], default_payment_method: method.id },
		});
	}
	const before = process.cpuUsage();
	await stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: START + 3 * 365 * 86_400 });
	const { user, system } = process.cpuUsage(before);
	console.log('cpu ms', (user + system) / 1000);
	const invoices = standIn.books().all('invoice');
	expect(invoices.filter(({ status }) => status === 'paid').length).toBeGreaterThanOrEqual(
		MEMBERS * 36,
	);
	expect((user + system) / 1_000).toBeLessThan(5_000);
});
