import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStripe } from './create-stripe.ts';
import { STRIPE_STAND_IN_KEY } from './stand-in-key.ts';
import { openTestStripe, type TestStripe } from './test-stripe.ts';

let local: TestStripe;
beforeAll(async () => {
	local = await openTestStripe();
});
afterAll(() => local.close());

test('under errors, hangs and answers lost after the deed, one key charges once', async () => {
	const patient = createStripe({
		...{ apiKey: STRIPE_STAND_IN_KEY, baseUrl: local.url, retries: 0, timeoutMs: 80 },
	});
	const { id: customer } = await local.stripe.customers.create({ payment_method: 'pm_card_visa' });
	const [method] = (await local.stripe.customers.listPaymentMethods(customer)).data;
	local.standIn.setFaults({ seed: 3, api: { error: 0.15, limit: 0.05, hang: 0.02, lost: 0.1 } });
	let attempts = 0;
	const pay = async (order: number): Promise<void> => {
		for (;;) {
			attempts += 1;
			const done = await patient.paymentIntents
				.create(
					{
						...{ amount: 100 + order, currency: 'eur', customer, confirm: true },
						payment_method: method?.id ?? '',
					},
					{ idempotencyKey: `order-${order}` },
				)
				.catch(() => null);
			if (done !== null) return;
		}
	};
	for (let order = 0; order < 25; order += 1) await pay(order);
	local.standIn.setFaults(null);
	const charges = local.standIn
		.books()
		.all('charge')
		.map(({ amount }) => amount);
	expect(charges).toEqual(Array.from({ length: 25 }, (_, order) => 100 + order));
	expect(attempts).toBeGreaterThan(27);
});
