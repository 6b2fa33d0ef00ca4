import { afterAll, beforeAll, expect, test } from 'vitest';
import type Stripe from 'stripe';
import { createStripe } from './create-stripe.ts';
import { createStripeStandIn, STRIPE_STAND_IN_KEY, type StripeStandIn } from './stand-in.ts';

let now = new Date('2026-03-01T12:00:00Z');
let standIn: StripeStandIn;
let stripe: Stripe;
let close: () => Promise<void>;

beforeAll(async () => {
	standIn = createStripeStandIn({ clock: { now: () => now }, deliversItself: false });
	const server = await standIn.listen();
	close = server.close;
	stripe = createStripe({ apiKey: STRIPE_STAND_IN_KEY, baseUrl: server.url });
});
afterAll(() => close());

test('customers', async () => {
	const made = await stripe.customers.create({
		email: 'a@b.c',
		metadata: { a: '1' },
		payment_method: 'pm_card_visa',
		tax_id_data: [{ type: 'eu_vat', value: 'DE123456789' }],
	});
	expect(made.email).toBe('a@b.c');
	const product = await stripe.products.create({
		name: 'x',
		default_price_data: { currency: 'eur', unit_amount: 500, recurring: { interval: 'month' } },
		expand: ['default_price'],
	});
	expect((product.default_price as Stripe.Price).unit_amount).toBe(500);
	const account = await stripe.accounts.create({
		country: 'DE',
		controller: { stripe_dashboard: { type: 'full' } },
	});
	expect(account.charges_enabled).toBe(false);
	expect(await stripe.customers.list({}, { stripeAccount: account.id })).toMatchObject({
		data: [],
	});
	await stripe.taxRates.create({ display_name: 'VAT', inclusive: true, percentage: 19 });
	const coupon = await stripe.coupons.create({ percent_off: 20 });
	const code = await stripe.promotionCodes.create({
		promotion: { type: 'coupon', coupon: coupon.id },
		code: 'SPRING',
		expand: ['promotion.coupon'],
	});
	expect(code.code).toBe('SPRING');
	const clock = await stripe.testHelpers.testClocks.create({ frozen_time: 1_700_000_000 });
	await stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: 1_800_000_000 });
	const events = await stripe.events.list({ limit: 100 });
	expect(events.data.map(({ type }) => type)).toContain('customer.created');
});
