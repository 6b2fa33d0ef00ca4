import { expect, test } from 'vitest';
import { runDue } from './engine/run-due.ts';
import { makeCustomer } from './resources/customers.ts';
import { makeProduct } from './resources/make-product.ts';
import { attach, needPaymentMethod } from './resources/payment-methods.ts';
import { makePrice } from './resources/prices.ts';
import { startSubscription } from './resources/start-subscription.ts';
import { createStripeStandIn } from './stand-in.ts';
import { START } from './test-stripe.ts';

const MEMBERS = 120;

// Half a second on a quiet machine; the bound is for what grows faster than the members do.
test('three years of monthly billing for 120 members take seconds, not minutes', () => {
	const now = new Date(START * 1000);
	const standIn = createStripeStandIn({ clock: { now: () => now }, deliversItself: false });
	const platform = standIn.books();
	const clock = platform.make('test_helpers.test_clock', { frozen_time: START, status: 'ready' });
	const shop = platform.on(clock.id);
	const { id: product } = makeProduct(shop, { name: 'Gold' });
	const price = makePrice(shop, {
		...{ product, currency: 'eur', unit_amount: 1_000, recurring: { interval: 'month' } },
	});
	for (let member = 0; member < MEMBERS; member += 1) {
		const customer = makeCustomer(shop, { test_clock: clock.id });
		const method = attach(shop, needPaymentMethod(shop, 'pm_card_visa'), customer.id);
		startSubscription(shop, {
			...{ customer: customer.id, items: [{ price: price.id }] },
			default_payment_method: method.id,
		});
	}
	const before = process.cpuUsage();
	runDue(shop.world, clock.id, START + 3 * 365 * 24 * 60 * 60);
	const { user, system } = process.cpuUsage(before);
	const paid = shop.all('invoice').filter(({ status }) => status === 'paid');
	const taken = shop.all('charge').reduce((sum, { amount }) => sum + amount, 0);
	expect([paid.length, taken]).toEqual([MEMBERS * 36, MEMBERS * 36 * 1_000]);
	expect((user + system) / 1_000).toBeLessThan(10_000);
});
