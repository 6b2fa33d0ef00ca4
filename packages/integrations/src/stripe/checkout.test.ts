import { afterAll, beforeAll, expect, test } from 'vitest';
import type Stripe from 'stripe';
import { openTestStripe, type TestStripe } from './test-stripe.ts';

let local: TestStripe;
let price: Stripe.Price;

beforeAll(async () => {
	local = await openTestStripe();
	const product = await local.stripe.products.create({ name: 'Gold <b>' });
	price = await local.stripe.prices.create({
		...{ product: product.id, currency: 'eur', unit_amount: 1_000 },
		recurring: { interval: 'month' },
	});
});
afterAll(() => local.close());

const CARD = { number: '4242 4242 4242 4242', expiry: '12/34', cvc: '123', name: 'Ada' };

const send = (url: string, form: Record<string, string>) =>
	fetch(url, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' });

const subscribe = (more: Partial<Stripe.Checkout.SessionCreateParams> = {}) =>
	local.stripe.checkout.sessions.create({
		...{ mode: 'subscription', line_items: [{ price: price.id, quantity: 1 }] },
		success_url: 'https://a.example/ok?s={CHECKOUT_SESSION_ID}',
		cancel_url: 'https://a.example/back',
		client_reference_id: 'ref_1',
		...more,
	});

test('a membership is bought on the page, once, however often the button is pressed', async () => {
	const session = await subscribe({ subscription_data: { metadata: { member: 'm1' } } });
	const page = await (await fetch(session.url ?? '')).text();
	expect(page).toContain('Local stand-in for Stripe');
	expect(page).toContain('Gold &lt;b&gt;');
	const answers = await Promise.all(
		[1, 2, 3].map(() => send(`${session.url}/pay`, { email: 'ada@example.com', ...CARD })),
	);
	expect(answers.map(({ status, headers }) => [status, headers.get('location')])).toEqual(
		Array.from({ length: 3 }, () => [303, `https://a.example/ok?s=${session.id}`]),
	);
	const done = await local.stripe.checkout.sessions.retrieve(session.id, {
		expand: ['subscription', 'invoice.payments', 'line_items'],
	});
	expect(done).toMatchObject({
		...{
			status: 'complete',
			payment_status: 'paid',
			client_reference_id: 'ref_1',
			amount_total: 1_000,
		},
		...{ url: null, customer_details: { email: 'ada@example.com' } },
		subscription: { status: 'active', metadata: { member: 'm1' } },
		invoice: { status: 'paid', payments: { data: [{ status: 'paid', amount_paid: 1_000 }] } },
		line_items: { data: [{ quantity: 1, amount_total: 1_000 }] },
	});
	const customer = done.customer as string;
	expect((await local.stripe.subscriptions.list({ customer })).data).toHaveLength(1);
	const told = await local.stripe.events.list({ type: 'checkout.session.completed' });
	expect(told.data).toHaveLength(1);
});

test('a refused card is told, nothing is left of it, and another may pay', async () => {
	const session = await subscribe();
	for (const [number, message] of [
		['4000000000000002', 'Your card was declined.'],
		['4000000000009995', 'insufficient funds'],
		['4000000000000341', 'Your card was declined.'],
		['4242424242424241', 'number is incorrect'],
	]) {
		const answer = await send(`${session.url}/pay`, {
			email: 'b@example.com',
			...CARD,
			number: number ?? '',
		});
		expect([answer.status, await answer.text()]).toEqual([
			402,
			expect.stringContaining(message ?? ''),
		]);
	}
	expect((await local.stripe.customers.list({ email: 'b@example.com' })).data).toEqual([]);
	expect((await send(`${session.url}/pay`, { email: 'b@example.com', ...CARD })).status).toBe(303);
});

test('a card that asks its owner waits for the answer', async () => {
	const session = await subscribe();
	const form = { email: 'c@example.com', ...CARD, number: '4000002500003155' };
	const asked = await (await send(`${session.url}/pay`, form)).text();
	expect(asked).toContain('Complete authentication');
	const refused = await send(`${session.url}/agree`, { answer: 'no' });
	expect([refused.status, await refused.text()]).toEqual([
		402,
		expect.stringContaining('unable to authenticate'),
	]);
	expect((await send(`${session.url}/agree`, { answer: 'yes' })).status).toBe(303);
	const done = await local.stripe.checkout.sessions.retrieve(session.id, {
		expand: ['subscription'],
	});
	expect(done).toMatchObject({ payment_status: 'paid', subscription: { status: 'active' } });
});

test('a code takes off what it says, and one use is one use', async () => {
	const coupon = await local.stripe.coupons.create({ percent_off: 25, duration: 'forever' });
	await local.stripe.promotionCodes.create({
		...{ promotion: { type: 'coupon', coupon: coupon.id }, code: 'ONCE25', max_redemptions: 1 },
	});
	const [one, two] = [
		await subscribe({ allow_promotion_codes: true }),
		await subscribe({ allow_promotion_codes: true }),
	];
	for (const { url } of [one, two])
		expect((await send(`${url}/code`, { code: 'once25' })).status).toBe(303);
	expect((await send(`${one.url}/pay`, { email: 'd@example.com', ...CARD })).status).toBe(303);
	expect(await local.stripe.checkout.sessions.retrieve(one.id)).toMatchObject({
		...{ amount_subtotal: 1_000, amount_total: 750, total_details: { amount_discount: 250 } },
	});
	const late = await send(`${two.url}/pay`, { email: 'e@example.com', ...CARD });
	expect([late.status, await late.text()]).toEqual([
		402,
		expect.stringContaining('redeemed as often as it may'),
	]);
});

test('a trial needs no card when none is asked for', async () => {
	const session = await subscribe({
		payment_method_collection: 'if_required',
		subscription_data: {
			trial_period_days: 14,
			trial_settings: { end_behavior: { missing_payment_method: 'cancel' } },
		},
	});
	expect((await send(`${session.url}/pay`, { email: 'f@example.com' })).status).toBe(303);
	const done = await local.stripe.checkout.sessions.retrieve(session.id, {
		expand: ['subscription'],
	});
	expect(done).toMatchObject({
		...{
			amount_total: 0,
			payment_status: 'no_payment_required',
			subscription: { status: 'trialing' },
		},
	});
	await local.pass(15 * 24 * 60 * 60);
	const { status } = await local.stripe.subscriptions.retrieve(
		(done.subscription as Stripe.Subscription).id,
	);
	expect(status).toBe('canceled');
});

test('a payment with an amount of the buyer’s choice, and a card to keep', async () => {
	const product = await local.stripe.products.create({ name: 'Tip' });
	const open = await local.stripe.prices.create({
		...{ product: product.id, currency: 'eur' },
		custom_unit_amount: { enabled: true, minimum: 500, preset: 700 },
	});
	const session = await local.stripe.checkout.sessions.create({
		...{
			mode: 'payment',
			line_items: [{ price: open.id, quantity: 1 }],
			success_url: 'https://a.example/ok',
		},
	});
	expect((await send(`${session.url}/lines`, { amount0: '4.00' })).status).toBe(402);
	await send(`${session.url}/lines`, { amount0: '12.34' });
	await send(`${session.url}/pay`, { email: 'g@example.com', ...CARD });
	const paid = await local.stripe.checkout.sessions.retrieve(session.id, {
		expand: ['payment_intent'],
	});
	expect(paid).toMatchObject({
		customer: null,
		payment_intent: { status: 'succeeded', amount: 1_234 },
	});
	const customer = await local.stripe.customers.create({ email: 'h@example.com' });
	const setup = await local.stripe.checkout.sessions.create({
		...{
			mode: 'setup',
			customer: customer.id,
			currency: 'eur',
			success_url: 'https://a.example/ok',
		},
	});
	await send(`${setup.url}/pay`, CARD);
	const kept = await local.stripe.customers.listPaymentMethods(customer.id);
	expect(kept.data.map(({ card }) => card?.last4)).toEqual(['4242']);
});

test('a session that nobody used expires', async () => {
	const session = await subscribe();
	await local.pass(24 * 60 * 60 + 1);
	expect((await local.stripe.checkout.sessions.retrieve(session.id)).status).toBe('expired');
	expect((await fetch(session.url ?? '')).status).toBe(410);
	expect((await send(`${session.url}/pay`, { email: 'i@example.com', ...CARD })).status).toBe(410);
});
