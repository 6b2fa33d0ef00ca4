import type Stripe from 'stripe';
import { createStripe, STRIPE_STAND_IN_KEY } from './index.ts';
import { createStripeStandIn, type StripeStandIn, type StripeStandInOptions } from './stand-in.ts';

/** A stand-in behind HTTP for one test file, its clock in hand and its webhooks in a list. */
export type TestStripe = {
	stripe: Stripe;
	standIn: StripeStandIn;
	url: string;
	clock: { now(): Date };
	/** Moves the clock, and has happen what is due. */
	pass(seconds: number): Promise<void>;
	/** What endpoints were sent, oldest first. */
	received: { url: string; body: string; signature: string }[];
	close(): Promise<void>;
};

export async function openTestStripe(
	options: Partial<StripeStandInOptions> = {},
): Promise<TestStripe> {
	let now = new Date('2026-03-01T12:00:00Z');
	const clock = { now: () => now };
	const received: TestStripe['received'] = [];
	const standIn = createStripeStandIn({
		...{ clock, deliversItself: false },
		async send(url, init) {
			const headers = new Headers(init.headers);
			const signature = headers.get('stripe-signature') ?? '';
			received.push({ url, body: init.body as string, signature });
			return new Response('ok');
		},
		...options,
	});
	const server = await standIn.listen();
	const { url } = server;
	const stripe = createStripe({ apiKey: STRIPE_STAND_IN_KEY, baseUrl: url, retries: 0 });
	return {
		...{ stripe, standIn, url, clock, received, close: () => server.close() },
		async pass(seconds) {
			now = new Date(now.getTime() + seconds * 1000);
			await standIn.settle();
		},
	};
}

/** A customer with a card, and a product with one price. */
export async function openTestShop(stripe: Stripe, card = 'pm_card_visa', account?: string) {
	const on = account === undefined ? {} : { stripeAccount: account };
	const clock = await stripe.testHelpers.testClocks.create({ frozen_time: START }, on);
	const customer = await stripe.customers.create(
		{ email: 'ada@example.com', test_clock: clock.id },
		on,
	);
	const method = await stripe.paymentMethods.attach(card, { customer: customer.id }, on);
	await stripe.customers.update(
		customer.id,
		{ invoice_settings: { default_payment_method: method.id } },
		on,
	);
	const product = await stripe.products.create({ name: 'Gold' }, on);
	const price = await stripe.prices.create(
		{ product: product.id, currency: 'eur', unit_amount: 1_000, recurring: { interval: 'month' } },
		on,
	);
	const advance = (to: number) =>
		stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: to }, on);
	return { clock, customer, method, product, price, advance, on };
}

/** 31 January 2026, noon: the anchor that months are too short for. */
export const START = Date.UTC(2026, 0, 31, 12) / 1000;
export const DAY = 24 * 60 * 60;
