import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type Stripe from 'stripe';
import { taxCases } from './stripe-taxes.contract.ts';

export type ContractSetup = {
	stripe: Stripe;
	close(): Promise<void>;
};

const DAY = 24 * 60 * 60;

/** One story of a membership, told to whoever speaks Stripe's API: the stand-in, and Stripe's test mode. */
export function stripeContract(
	name: string,
	open: () => Promise<ContractSetup>,
	start: number,
): void {
	describe(name, () => {
		let setup: ContractSetup;
		let stripe: Stripe;
		let clock: Stripe.TestHelpers.TestClock;
		let price: Stripe.Price;
		let dear: Stripe.Price;

		beforeAll(async () => {
			setup = await open();
			({ stripe } = setup);
			clock = await stripe.testHelpers.testClocks.create({ frozen_time: start });
			const product = await stripe.products.create({ name: 'Contract membership' });
			const make = (unit_amount: number) =>
				stripe.prices.create({
					...{ product: product.id, currency: 'eur', unit_amount },
					recurring: { interval: 'month' },
				});
			[price, dear] = [await make(1_000), await make(2_500)];
		}, 60_000);
		afterAll(async () => {
			await stripe.testHelpers.testClocks.del(clock.id);
			await setup.close();
		}, 60_000);

		const advance = async (to: number) => {
			await stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: to });
			for (;;) {
				const { status } = await stripe.testHelpers.testClocks.retrieve(clock.id);
				if (status === 'ready') return;
				await new Promise((ready) => setTimeout(ready, 1_000));
			}
		};

		const join = async (card: string) => {
			const customer = await stripe.customers.create({ name: 'Ada', test_clock: clock.id });
			const method = await stripe.paymentMethods.attach(card, { customer: customer.id });
			await stripe.customers.update(customer.id, {
				invoice_settings: { default_payment_method: method.id },
			});
			return customer;
		};

		test('trial, first payment, upgrade to the cent, cancellation', async () => {
			const customer = await join('pm_card_visa');
			const made = await stripe.subscriptions.create({
				...{ customer: customer.id, items: [{ price: price.id }], trial_period_days: 7 },
				metadata: { member: 'm1' },
			});
			expect(made).toMatchObject({
				...{ status: 'trialing', trial_end: start + 7 * DAY, metadata: { member: 'm1' } },
			});
			await advance(start + 8 * DAY);
			const paid = await stripe.subscriptions.retrieve(made.id, {
				expand: ['latest_invoice.payments'],
			});
			expect(paid).toMatchObject({
				status: 'active',
				latest_invoice: {
					status: 'paid',
					amount_paid: 1_000,
					payments: { data: [{ status: 'paid' }] },
				},
			});
			const items = [{ id: paid.items.data[0]?.id ?? '', price: dear.id }];
			const at = start + 8 * DAY;
			const change = { items, proration_behavior: 'always_invoice', proration_date: at } as const;
			const preview = await stripe.invoices.createPreview({
				...{ subscription: made.id, subscription_details: change },
			});
			const changed = await stripe.subscriptions.update(made.id, {
				...change,
				expand: ['latest_invoice'],
			});
			expect(changed.latest_invoice).toMatchObject({ total: preview.total, status: 'paid' });
			const { current_period_start: from = 0, current_period_end: to = 1 } =
				paid.items.data[0] ?? {};
			const left = (to - at) / (to - from);
			expect(preview.total).toBe(Math.round(2_500 * left) - Math.round(1_000 * left));
			const leaving = await stripe.subscriptions.update(made.id, { cancel_at_period_end: true });
			expect([leaving.status, leaving.cancel_at_period_end]).toEqual(['active', true]);
			const ended = await stripe.subscriptions.cancel(made.id);
			expect(ended.status).toBe('canceled');
		}, 120_000);

		test('a trial end in what is paid already moves its next charge, and asks for nothing now', async () => {
			const customer = await join('pm_card_visa');
			const { frozen_time: now } = await stripe.testHelpers.testClocks.retrieve(clock.id);
			const made = await stripe.subscriptions.create({
				...{ customer: customer.id, items: [{ price: price.id }], metadata: { member: 'm2' } },
			});
			const end = made.items.data[0]?.current_period_end ?? 0;
			const until = end + 30 * DAY;
			const wish = { trial_end: until, proration_behavior: 'none' } as const;
			const key = { idempotencyKey: `extend-${made.id}` };
			const given = { ...wish, metadata: { mark: 'm' }, expand: ['latest_invoice'] };
			const moved = await stripe.subscriptions.update(made.id, given, key);
			expect(moved).toMatchObject({
				...{ status: 'trialing', trial_end: until, billing_cycle_anchor: until },
				...{
					metadata: { member: 'm2', mark: 'm' },
					items: { data: [{ current_period_end: until }] },
				},
				latest_invoice: { total: 0, amount_due: 0, status: 'paid' },
			});
			const again = await stripe.subscriptions.update(made.id, given, key);
			expect(again.latest_invoice).toMatchObject({
				id: (moved.latest_invoice as Stripe.Invoice).id,
			});
			const { total, lines } = await stripe.invoices.createPreview({ subscription: made.id });
			expect([total, lines.data[0]?.period.start]).toEqual([1_000, until]);
			const far = { ...wish, trial_end: now + 731 * DAY };
			await expect(stripe.subscriptions.update(made.id, far)).rejects.toMatchObject({
				...{ statusCode: 400, type: 'StripeInvalidRequestError' },
			});
			const leaving = { cancel_at_period_end: true } as const;
			await stripe.subscriptions.update(made.id, leaving);
			const later = { ...wish, trial_end: until + DAY };
			const left = await stripe.subscriptions.update(made.id, later);
			expect([left.cancel_at_period_end, left.cancel_at]).toEqual([true, until + DAY]);
			const staying = { ...later, trial_end: until, cancel_at_period_end: false };
			await stripe.subscriptions.update(made.id, staying);
			await advance(end + DAY);
			expect((await stripe.subscriptions.retrieve(made.id)).status).toBe('trialing');
			await advance(until + DAY);
			const paid = await stripe.subscriptions.retrieve(made.id, { expand: ['latest_invoice'] });
			expect(paid).toMatchObject({
				...{ status: 'active', trial_end: until, latest_invoice: { status: 'paid' } },
				items: { data: [{ current_period_start: until }] },
			});
			const { data } = await stripe.invoices.list({ subscription: made.id });
			expect(data.map((one) => one.amount_paid).filter((paid) => paid > 0)).toEqual([1_000, 1_000]);
			const types = (await stripe.events.list({ limit: 100 })).data
				.filter(({ data: { object } }) => 'id' in object && object.id === made.id)
				.map(({ type }) => type);
			expect(types).toContain('customer.subscription.trial_will_end');
			await stripe.subscriptions.cancel(made.id);
		}, 120_000);

		test('a card that fails when it is charged makes its subscription late, and another brings it back', async () => {
			const customer = await join('pm_card_chargeCustomerFail');
			const { frozen_time: now } = await stripe.testHelpers.testClocks.retrieve(clock.id);
			const made = await stripe.subscriptions.create({
				...{ customer: customer.id, items: [{ price: price.id }], trial_end: now + DAY },
			});
			await advance(now + 2 * DAY);
			const late = await stripe.subscriptions.retrieve(made.id);
			expect(late.status).toBe('past_due');
			const method = await stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id });
			await stripe.invoices.pay(late.latest_invoice as string, { payment_method: method.id });
			expect((await stripe.subscriptions.retrieve(made.id)).status).toBe('active');
		}, 120_000);

		test('a declined payment says so in the words of a card error', async () => {
			const declined = stripe.paymentIntents.create({
				...{
					amount: 500,
					currency: 'eur',
					confirm: true,
					payment_method: 'pm_card_chargeDeclined',
				},
				automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
			});
			await expect(declined).rejects.toMatchObject({
				...{ statusCode: 402, type: 'StripeCardError', code: 'card_declined' },
			});
		}, 60_000);

		test('a checkout is a page that waits, and its line items are the offer', async () => {
			const session = await stripe.checkout.sessions.create({
				...{ mode: 'subscription', line_items: [{ price: price.id, quantity: 2 }] },
				...{ success_url: 'https://example.com/ok', client_reference_id: 'ref_1' },
			});
			expect(session).toMatchObject({
				...{ status: 'open', payment_status: 'unpaid', amount_total: 2_000 },
				...{ client_reference_id: 'ref_1', url: expect.stringMatching(/^http/) as string },
			});
			const { data } = await stripe.checkout.sessions.listLineItems(session.id);
			expect(data.map(({ quantity, amount_total }) => [quantity, amount_total])).toEqual([
				[2, 2_000],
			]);
			expect((await stripe.checkout.sessions.expire(session.id)).status).toBe('expired');
		}, 60_000);

		test('a price is paid in a currency that it knows, and a customer’s subscriptions are in one', async () => {
			const priced = await stripe.prices.create({
				...{ product: price.product as string, currency: 'eur', unit_amount: 1_000 },
				...{ recurring: { interval: 'month' }, currency_options: { usd: { unit_amount: 1_100 } } },
			});
			const offer = (currency: string, customer?: string) =>
				stripe.checkout.sessions.create({
					...{ mode: 'subscription', line_items: [{ price: priced.id, quantity: 1 }] },
					...{ success_url: 'https://example.com/ok', currency, ...(customer && { customer }) },
				});
			expect(await offer('usd')).toMatchObject({ currency: 'usd', amount_total: 1_100 });
			await expect(offer('gbp')).rejects.toMatchObject({
				...{ statusCode: 400, type: 'StripeInvalidRequestError' },
				message: expect.stringContaining('expected currency of `gbp`') as string,
			});
			await stripe.prices.update(priced.id, { currency_options: { gbp: { unit_amount: 900 } } });
			expect(await offer('gbp')).toMatchObject({ currency: 'gbp', amount_total: 900 });
			const customer = await join('pm_card_visa');
			const items = [{ price: priced.id }];
			const made = await stripe.subscriptions.create({
				...{ customer: customer.id, items, currency: 'usd' },
				expand: ['latest_invoice', 'items.data.price.currency_options'],
			});
			expect(made).toMatchObject({ currency: 'usd', latest_invoice: { total: 1_100 } });
			const [item] = made.items.data;
			expect(item?.price).toMatchObject({
				...{ currency: 'eur', unit_amount: 1_000 },
				currency_options: { usd: { unit_amount: 1_100 } },
			});
			for (const begun of [
				offer('eur', customer.id),
				stripe.subscriptions.create({ customer: customer.id, items, currency: 'eur' }),
			])
				await expect(begun).rejects.toMatchObject({
					...{ statusCode: 400, type: 'StripeInvalidRequestError' },
					message: expect.stringContaining('cannot combine currencies') as string,
				});
			expect(await offer('usd', customer.id)).toMatchObject({ status: 'open' });
		}, 60_000);

		test('a refund, whole and in parts, is never more than was paid', async () => {
			const intent = await stripe.paymentIntents.create({
				...{ amount: 1_500, currency: 'eur', confirm: true, payment_method: 'pm_card_visa' },
				automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
			});
			await stripe.refunds.create({ payment_intent: intent.id, amount: 500 });
			await stripe.refunds.create({ payment_intent: intent.id });
			const charge = await stripe.charges.retrieve(intent.latest_charge as string);
			expect(charge).toMatchObject({ amount_refunded: 1_500, refunded: true });
			const more = stripe.refunds.create({ payment_intent: intent.id });
			await expect(more).rejects.toMatchObject({ code: 'charge_already_refunded' });
		}, 60_000);

		taxCases(() => ({ stripe, price, join }));

		test('one idempotency key is one customer', async () => {
			const key = { idempotencyKey: `contract-${clock.id}` };
			const one = await stripe.customers.create({ name: 'Once' }, key);
			expect((await stripe.customers.create({ name: 'Once' }, key)).id).toBe(one.id);
			await expect(stripe.customers.create({ name: 'Twice' }, key)).rejects.toMatchObject({
				type: 'StripeIdempotencyError',
			});
		}, 60_000);
	});
}
