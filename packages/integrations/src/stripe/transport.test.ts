import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type Stripe from 'stripe';
import { createStripe } from './create-stripe.ts';
import { createStripeStandIn } from './stand-in.ts';
import { STRIPE_STAND_IN_KEY } from './stand-in-key.ts';
import { openTestStripe, type TestStripe } from './test-stripe.ts';

let local: TestStripe;
beforeAll(async () => {
	local = await openTestStripe();
});
afterAll(() => local.close());

const refusal = (call: Promise<unknown>) =>
	call.then(
		() => null,
		({ statusCode, type, code, param, message }: Stripe.errors.StripeError) => ({
			...{ statusCode, type, code, param, message },
		}),
	);

test('what is unknown, missing, of another kind or not one of the words is refused by name', async () => {
	const { customers, prices, subscriptions } = local.stripe;
	expect(await refusal(customers.create({ nick: 'x' } as never))).toMatchObject({
		...{
			statusCode: 400,
			type: 'StripeInvalidRequestError',
			code: 'parameter_unknown',
			param: 'nick',
		},
	});
	expect(await refusal(prices.create({} as never))).toMatchObject({
		...{ code: 'parameter_missing', param: 'currency' },
	});
	const price = { currency: 'eur', unit_amount: 'much', product: 'p' } as never;
	expect(await refusal(prices.create(price))).toMatchObject({
		...{ code: 'parameter_invalid_integer', param: 'unit_amount' },
	});
	const behavior = { customer: 'c', proration_behavior: 'maybe' } as never;
	expect(await refusal(subscriptions.create(behavior))).toMatchObject({
		...{
			param: 'proration_behavior',
			message: expect.stringContaining('must be one of') as string,
		},
	});
	expect(await refusal(customers.retrieve('cus_none'))).toMatchObject({
		...{ statusCode: 404, code: 'resource_missing' },
	});
	expect(await refusal(local.stripe.rawRequest('GET', '/v1/issuing/cards'))).toMatchObject({
		statusCode: 404,
	});
	const stranger = createStripe({ apiKey: 'sk_test_other', baseUrl: local.url });
	expect(await refusal(stranger.customers.list())).toMatchObject({
		...{ statusCode: 401, type: 'StripeAuthenticationError' },
	});
});

test('lists are newest first and paged both ways', async () => {
	const { products } = local.stripe;
	for (let count = 0; count < 23; count += 1) await products.create({ name: `p${count}` });
	const all = await products.list({ limit: 10 }).autoPagingToArray({ limit: 100 });
	expect(all.map(({ name }) => name)).toEqual(
		Array.from({ length: 23 }, (_, index) => `p${22 - index}`),
	);
	const middle = await products.list({ limit: 3, starting_after: all[9]?.id ?? '' });
	expect([middle.has_more, middle.data.map(({ name }) => name)]).toEqual([
		true,
		['p12', 'p11', 'p10'],
	]);
	const before = await products.list({ limit: 3, ending_before: all[9]?.id ?? '' });
	expect(before.data.map(({ name }) => name)).toEqual(['p16', 'p15', 'p14']);
	expect(await refusal(products.list({ limit: 101 }))).toMatchObject({ param: 'limit' });
});

test('a connected account sees its own objects only, and the platform none of them', async () => {
	const { accounts, customers } = local.stripe;
	const [a, b] = [await accounts.create({}), await accounts.create({})];
	const own = await customers.create({ email: 'a@example.com' }, { stripeAccount: a.id });
	expect(await customers.retrieve(own.id, {}, { stripeAccount: a.id })).toMatchObject({
		id: own.id,
	});
	for (const options of [{ stripeAccount: b.id }, {}])
		expect(await refusal(customers.retrieve(own.id, {}, options))).toMatchObject({
			statusCode: 404,
		});
	expect(await refusal(customers.list({}, { stripeAccount: 'acct_nobody' }))).toMatchObject({
		...{ statusCode: 403, code: 'account_invalid' },
	});
});

test('one key is one deed: the same again answers the same, another request is refused', async () => {
	const { customers, paymentIntents } = local.stripe;
	const key = { idempotencyKey: 'k1' };
	const first = await customers.create({ email: 'k@example.com' }, key);
	const again = await customers.create({ email: 'k@example.com' }, key);
	expect([again.id, again.lastResponse.headers['idempotent-replayed']]).toEqual([first.id, 'true']);
	expect(await refusal(customers.create({ email: 'other@example.com' }, key))).toMatchObject({
		...{ statusCode: 400, type: 'StripeIdempotencyError' },
	});
	const charge = {
		amount: 500,
		currency: 'eur',
		payment_method: 'pm_card_chargeDeclined',
		confirm: true,
	};
	const declined = () => refusal(paymentIntents.create(charge, { idempotencyKey: 'k2' }));
	expect(await declined()).toMatchObject({ statusCode: 402, code: 'card_declined' });
	expect(await declined()).toMatchObject({ statusCode: 402, code: 'card_declined' });
	expect((await paymentIntents.list()).data).toHaveLength(1);
	// What was refused before it began may be asked again in other words.
	await refusal(customers.create({ nick: 'x' } as never, { idempotencyKey: 'k3' }));
	expect((await customers.create({}, { idempotencyKey: 'k3' })).object).toBe('customer');
	const many = await Promise.all(
		Array.from({ length: 20 }, () =>
			customers.create({ email: 'm@example.com' }, { idempotencyKey: 'k4' }),
		),
	);
	expect(new Set(many.map(({ id }) => id)).size).toBe(1);
});

test('metadata is merged, and emptied by nothing', async () => {
	const { customers } = local.stripe;
	const { id } = await customers.create({ metadata: { a: '1', b: '2' } });
	const merged = await customers.update(id, { metadata: { b: '', c: 3 } });
	expect(merged.metadata).toEqual({ a: '1', c: '3' });
	expect((await customers.update(id, { metadata: '' })).metadata).toEqual({});
});

test('it is all there after a restart, timers and keys too', async () => {
	const dataDir = await mkdtemp(path.join(tmpdir(), 'stripe-'));
	let now = new Date('2026-03-01T12:00:00Z');
	const open = async () => {
		const standIn = createStripeStandIn({
			clock: { now: () => now },
			dataDir,
			deliversItself: false,
		});
		const server = await standIn.listen();
		const stripe = createStripe({ apiKey: STRIPE_STAND_IN_KEY, baseUrl: server.url, retries: 0 });
		return { stripe, standIn, close: () => server.close() };
	};
	try {
		const first = await open();
		const customer = await first.stripe.customers.create({ payment_method: 'pm_card_visa' });
		const { data } = await first.stripe.customers.listPaymentMethods(customer.id);
		const product = await first.stripe.products.create({ name: 'Gold' });
		const price = await first.stripe.prices.create({
			...{
				product: product.id,
				currency: 'eur',
				unit_amount: 500,
				recurring: { interval: 'month' },
			},
		});
		const made = await first.stripe.subscriptions.create(
			{
				customer: customer.id,
				items: [{ price: price.id }],
				default_payment_method: data[0]?.id ?? '',
			},
			{ idempotencyKey: 'once' },
		);
		await first.close();
		now = new Date('2026-06-15T12:00:00Z');
		const second = await open();
		await second.standIn.settle();
		const invoices = await second.stripe.invoices.list({ subscription: made.id });
		expect(
			invoices.data.map(({ status, created }) => [status, new Date(created * 1000).getUTCMonth()]),
		).toEqual([
			['paid', 5],
			['paid', 4],
			['paid', 3],
			['paid', 2],
		]);
		await second.close();
		expect(
			(
				await open().then(async ({ stripe, close }) => {
					const found = await stripe.invoices.list({ subscription: made.id });
					await close();
					return found;
				})
			).data,
		).toEqual(invoices.data);
	} finally {
		await rm(dataDir, { recursive: true, force: true });
	}
});
