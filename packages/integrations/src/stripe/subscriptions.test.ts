import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY, openTestShop, openTestStripe, START, type TestStripe } from './test-stripe.ts';

let local: TestStripe;
beforeAll(async () => {
	local = await openTestStripe();
});
afterAll(() => local.close());

const day = (at: number) => new Date(at * 1000).toISOString().slice(0, 16);

test('a subscription is paid at once and renews on the last day of shorter months', async () => {
	const { stripe } = local;
	const { customer, price, advance } = await openTestShop(stripe);
	const made = await stripe.subscriptions.create({
		customer: customer.id,
		items: [{ price: price.id }],
	});
	expect(made.status).toBe('active');
	expect(day(made.items.data[0]?.current_period_end ?? 0)).toBe('2026-02-28T12:00');
	await advance(Date.UTC(2026, 4, 1) / 1000);
	const invoices = await stripe.invoices.list({ subscription: made.id });
	expect(
		invoices.data.map(({ lines, status, amount_paid }) => [
			day(lines.data[0]?.period.start ?? 0),
			status,
			amount_paid,
		]),
	).toEqual([
		['2026-04-30T12:00', 'paid', 1_000],
		['2026-03-31T12:00', 'paid', 1_000],
		['2026-02-28T12:00', 'paid', 1_000],
		['2026-01-31T12:00', 'paid', 1_000],
	]);
	expect(new Set(invoices.data.map(({ number }) => number)).size).toBe(4);
});

test('a trial is announced three days before its end, and the card is charged an hour after it', async () => {
	const { stripe } = local;
	const { customer, price, advance } = await openTestShop(stripe);
	const made = await stripe.subscriptions.create({
		customer: customer.id,
		items: [{ price: price.id }],
		trial_period_days: 14,
	});
	expect([made.status, made.trial_end]).toEqual(['trialing', START + 14 * DAY]);
	await advance(START + 11 * DAY);
	const told = await stripe.events.list({ type: 'customer.subscription.trial_will_end' });
	expect(told.data[0]?.data.object).toMatchObject({ id: made.id });
	await advance(START + 14 * DAY + 60);
	expect((await stripe.subscriptions.retrieve(made.id)).status).toBe('active');
	expect((await stripe.invoices.list({ subscription: made.id })).data[0]?.status).toBe('draft');
	await advance(START + 14 * DAY + 3_700);
	expect((await stripe.invoices.list({ subscription: made.id })).data[0]?.amount_paid).toBe(1_000);
});

test('a card that fails later: past due, tried again on its days, then canceled', async () => {
	const { stripe } = local;
	const { customer, price, advance } = await openTestShop(stripe, 'pm_card_chargeCustomerFail');
	const made = await stripe.subscriptions.create({
		customer: customer.id,
		items: [{ price: price.id }],
		trial_period_days: 7,
	});
	await advance(START + 8 * DAY);
	const late = await stripe.subscriptions.retrieve(made.id, { expand: ['latest_invoice'] });
	expect(late).toMatchObject({
		status: 'past_due',
		latest_invoice: { status: 'open', attempt_count: 1 },
	});
	await advance(START + 7 * DAY + 3_600 + 15 * DAY + 60);
	const ended = await stripe.subscriptions.retrieve(made.id, { expand: ['latest_invoice'] });
	expect(ended).toMatchObject({
		status: 'canceled',
		cancellation_details: { reason: 'payment_failed' },
		latest_invoice: { attempt_count: 4 },
	});
});

test('a new card brings a late subscription back', async () => {
	const { stripe } = local;
	const { customer, price, advance } = await openTestShop(stripe, 'pm_card_chargeCustomerFail');
	const made = await stripe.subscriptions.create({
		customer: customer.id,
		items: [{ price: price.id }],
		trial_period_days: 7,
	});
	await advance(START + 8 * DAY);
	const method = await stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id });
	await stripe.customers.update(customer.id, {
		invoice_settings: { default_payment_method: method.id },
	});
	const late = await stripe.subscriptions.retrieve(made.id);
	await stripe.invoices.pay(late.latest_invoice as string);
	expect((await stripe.subscriptions.retrieve(made.id)).status).toBe('active');
	expect((await stripe.customers.retrieve(customer.id)) as object).toMatchObject({
		delinquent: false,
	});
});

test('a preview is the invoice that comes, to the cent', async () => {
	const { stripe } = local;
	const { customer, price, product, advance } = await openTestShop(stripe);
	const dear = await stripe.prices.create({
		...{ product: product.id, currency: 'eur', unit_amount: 2_500 },
		recurring: { interval: 'month' },
	});
	const made = await stripe.subscriptions.create({
		customer: customer.id,
		items: [{ price: price.id }],
	});
	await advance(START + 10 * DAY + 12_345);
	const items = [{ id: made.items.data[0]?.id ?? '', price: dear.id, quantity: 2 }];
	const preview = await stripe.invoices.createPreview({
		subscription: made.id,
		subscription_details: { items, proration_behavior: 'always_invoice' },
	});
	expect((await stripe.invoices.list({ subscription: made.id })).data).toHaveLength(1);
	const changed = await stripe.subscriptions.update(made.id, {
		...{ items, proration_behavior: 'always_invoice', expand: ['latest_invoice'] },
	});
	const sums = (invoice: unknown) => {
		const { lines, total, amount_due } = invoice as typeof preview;
		return {
			total,
			amount_due,
			lines: lines.data.map(({ amount, description }) => [amount, description]),
		};
	};
	expect(sums(changed.latest_invoice)).toEqual(sums(preview));
	const left = (28 * DAY - 10 * DAY - 12_345) / (28 * DAY);
	expect(preview.total).toBe(Math.round(5_000 * left) - Math.round(1_000 * left));
});

test('it ends with the period, or goes on when that is taken back', async () => {
	const { stripe } = local;
	const { customer, price, advance } = await openTestShop(stripe);
	const make = () =>
		stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
	const [ends, stays] = [await make(), await make()];
	const told = await stripe.subscriptions.update(ends.id, {
		cancel_at_period_end: true,
		cancellation_details: { comment: 'Too busy', feedback: 'unused' },
	});
	expect(told).toMatchObject({
		status: 'active',
		cancel_at: told.items.data[0]?.current_period_end,
	});
	await stripe.subscriptions.update(stays.id, { cancel_at_period_end: true });
	await stripe.subscriptions.update(stays.id, { cancel_at_period_end: false });
	await advance(START + 40 * DAY);
	expect(await stripe.subscriptions.retrieve(ends.id)).toMatchObject({
		status: 'canceled',
		cancellation_details: { comment: 'Too busy', feedback: 'unused' },
	});
	expect((await stripe.subscriptions.retrieve(stays.id)).status).toBe('active');
});

test('a day that is set for its end: whole periods until there, and of the one it cuts only what lies before', async () => {
	const { stripe } = local;
	const { customer, price, advance } = await openTestShop(stripe);
	const made = await stripe.subscriptions.create({
		...{ customer: customer.id, items: [{ price: price.id }] },
	});
	const [whole, cut] = [Date.UTC(2026, 3, 30, 12) / 1000, Date.UTC(2026, 2, 16) / 1000];
	const other = await stripe.subscriptions.create({
		...{ customer: customer.id, items: [{ price: price.id }], cancel_at: cut },
	});
	await stripe.subscriptions.update(made.id, { cancel_at: whole });
	await advance(Date.UTC(2026, 8, 1) / 1000);
	const paidOf = async (subscription: string) =>
		(await stripe.invoices.list({ subscription })).data.map(({ amount_paid }) => amount_paid);
	expect(await paidOf(made.id)).toEqual([1_000, 1_000, 1_000]);
	const start = Date.UTC(2026, 1, 28, 12) / 1000;
	const end = Date.UTC(2026, 2, 31, 12) / 1000;
	const part = Math.round((1_000 * (cut - start)) / (end - start));
	expect(await paidOf(other.id)).toEqual([part, 1_000]);
	for (const [{ id }, at] of [
		[made, whole],
		[other, cut],
	] as const)
		expect(await stripe.subscriptions.retrieve(id)).toMatchObject({
			...{ status: 'canceled', ended_at: at },
		});
});

test('paused and resumed: nothing is billed between, and a new period begins', async () => {
	const { stripe } = local;
	const { customer, price, advance } = await openTestShop(stripe);
	const made = await stripe.subscriptions.create({
		customer: customer.id,
		items: [{ price: price.id }],
	});
	expect((await stripe.subscriptions.pause(made.id)).status).toBe('paused');
	await advance(START + 70 * DAY);
	expect((await stripe.invoices.list({ subscription: made.id })).data).toHaveLength(1);
	const going = await stripe.subscriptions.resume(made.id);
	expect([going.status, going.items.data[0]?.current_period_start]).toEqual([
		'active',
		START + 70 * DAY,
	]);
	expect((await stripe.invoices.list({ subscription: made.id })).data).toHaveLength(2);
});

test('a coupon for one invoice counts once, and its money does not come back by an upgrade', async () => {
	const { stripe } = local;
	const { customer, price, product, advance } = await openTestShop(stripe);
	const coupon = await stripe.coupons.create({ percent_off: 100, max_redemptions: 1 });
	const made = await stripe.subscriptions.create({
		...{ customer: customer.id, items: [{ price: price.id }], discounts: [{ coupon: coupon.id }] },
		expand: ['latest_invoice'],
	});
	expect(made).toMatchObject({ status: 'active', latest_invoice: { total: 0, status: 'paid' } });
	const dear = await stripe.prices.create({
		...{ product: product.id, currency: 'eur', unit_amount: 2_800 },
		recurring: { interval: 'month' },
	});
	await advance(START + 14 * DAY);
	const up = await stripe.subscriptions.update(made.id, {
		items: [{ id: made.items.data[0]?.id ?? '', price: dear.id }],
		...{ proration_behavior: 'always_invoice', expand: ['latest_invoice'] },
	});
	expect(up.latest_invoice).toMatchObject({ total: 1_400 });
	const second = stripe.subscriptions.create({
		...{ customer: customer.id, items: [{ price: price.id }], discounts: [{ coupon: coupon.id }] },
	});
	await expect(second).rejects.toMatchObject({ code: 'coupon_expired' });
});

test('a schedule changes the plan with the next period, at its price and rhythm, and lets go', async () => {
	const { stripe } = local;
	const { customer, price, product, advance } = await openTestShop(stripe);
	const yearly = await stripe.prices.create({
		...{ product: product.id, currency: 'eur', unit_amount: 9_000 },
		recurring: { interval: 'year' },
	});
	const made = await stripe.subscriptions.create({
		customer: customer.id,
		items: [{ price: price.id }],
	});
	const { id, phases } = await stripe.subscriptionSchedules.create({ from_subscription: made.id });
	const [now] = phases;
	const first = { start_date: now?.start_date ?? 0, end_date: now?.end_date ?? 0 };
	await stripe.subscriptionSchedules.update(id, {
		phases: [
			{ ...first, items: [{ price: price.id }] },
			{ items: [{ price: yearly.id }], proration_behavior: 'none' },
		],
	});
	await advance(START + 30 * DAY);
	const turned = await stripe.subscriptions.retrieve(made.id, { expand: ['latest_invoice'] });
	expect(turned).toMatchObject({
		schedule: id,
		items: { data: [{ price: { id: yearly.id } }] },
		latest_invoice: { total: 9_000, lines: { data: [{ amount: 9_000 }] } },
	});
	expect(day(turned.items.data[0]?.current_period_end ?? 0)).toBe('2027-02-28T12:00');
	await advance(START + 400 * DAY);
	expect((await stripe.subscriptionSchedules.retrieve(id)).status).toBe('released');
	expect(await stripe.subscriptions.retrieve(made.id)).toMatchObject({
		schedule: null,
		status: 'active',
	});
});

test('a card that asks its owner every time leaves a renewal waiting for them', async () => {
	const { stripe } = local;
	const { customer, price, advance } = await openTestShop(stripe, 'pm_card_authenticationRequired');
	const made = await stripe.subscriptions.create({
		...{ customer: customer.id, items: [{ price: price.id }], trial_period_days: 1 },
	});
	await advance(START + 2 * DAY);
	expect((await stripe.subscriptions.retrieve(made.id)).status).toBe('past_due');
	const told = await stripe.events.list({ type: 'invoice.payment_action_required', limit: 1 });
	const invoice = told.data[0]?.data.object as { id: string };
	const { payments } = await stripe.invoices.retrieve(invoice.id, {
		expand: ['payments.data.payment.payment_intent'],
	});
	const intent = payments?.data[0]?.payment.payment_intent as {
		next_action: { redirect_to_url: { url: string } };
	};
	await fetch(intent.next_action.redirect_to_url.url, {
		...{ method: 'POST', body: new URLSearchParams({ answer: 'yes' }), redirect: 'manual' },
	});
	expect((await stripe.subscriptions.retrieve(made.id)).status).toBe('active');
});
