import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addIntervals, periodOf } from './engine/calendar.ts';
import { percentOf, share, split } from './engine/money.ts';
import { makeCharge } from './resources/charges.ts';
import { makeIntent } from './resources/payment-intents.ts';
import { needPaymentMethod } from './resources/payment-methods.ts';
import { refundCharge } from './resources/refunds.ts';
import { DAY, openTestShop, openTestStripe, START, type TestStripe } from './test-stripe.ts';

let local: TestStripe;
beforeAll(async () => {
	local = await openTestStripe();
});
afterAll(() => local.close());

test('a percentage is the exact one, half a cent rounded up', () => {
	expect([
		percentOf(1_050, 5),
		percentOf(1_049, 5),
		percentOf(-1_050, 5),
		percentOf(333, 2.5),
	]).toEqual([53, 52, -53, 8]);
	fc.assert(
		fc.property(
			fc.integer({ min: 0, max: 99_999_999 }),
			fc.integer({ min: 0, max: 1_000_000 }),
			(amount, parts) => {
				const exact = BigInt(amount) * BigInt(parts);
				const got = BigInt(percentOf(amount, parts / 10_000)) * 1_000_000n;
				const off = got - exact;
				return off > -500_000n && off <= 500_000n;
			},
		),
		{ numRuns: 10_000 },
	);
});

test('parts of a sum are the sum', () => {
	const amounts = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 20 });
	fc.assert(
		fc.property(amounts, fc.integer({ min: 0, max: 1_000_000 }), (weights, total) => {
			const whole = weights.reduce((sum, one) => sum + one, 0);
			const parts = split(total, weights);
			expect(parts.reduce((sum, one) => sum + one, 0)).toBe(whole === 0 ? 0 : total);
			parts.forEach((part, index) => {
				const exact = whole === 0 ? 0 : (total * (weights[index] ?? 0)) / whole;
				expect(Math.abs(part - exact)).toBeLessThanOrEqual(1);
			});
		}),
		{ numRuns: 500 },
	);
	expect(share(-5, 1, 2)).toBe(-3);
});

test('periods follow each other without a gap, from any day and over leap years', () => {
	const moments = fc.integer({
		min: Date.UTC(2023, 0, 1) / 1000,
		max: Date.UTC(2029, 0, 1) / 1000,
	});
	const rhythms = fc.constantFrom(
		'day' as const,
		'week' as const,
		'month' as const,
		'year' as const,
	);
	fc.assert(
		fc.property(
			moments,
			moments,
			rhythms,
			fc.integer({ min: 1, max: 4 }),
			(anchor, at, interval, count) => {
				const { start, end } = periodOf(anchor, interval, count, at);
				expect(start).toBeLessThanOrEqual(at);
				expect(end).toBeGreaterThan(at);
				expect(periodOf(anchor, interval, count, end).start).toBe(end);
				expect(periodOf(anchor, interval, count, start - 1).end).toBe(start);
			},
		),
		{ numRuns: 2_000 },
	);
	const leap = Date.UTC(2024, 1, 29, 23, 59, 59) / 1000;
	const day = (at: number) => new Date(at * 1000).toISOString();
	expect(day(addIntervals(leap, 'year', 1))).toBe('2025-02-28T23:59:59.000Z');
	expect(day(addIntervals(leap, 'year', 4))).toBe('2028-02-29T23:59:59.000Z');
	expect(day(addIntervals(Date.UTC(2026, 0, 31) / 1000, 'month', 13))).toBe(
		'2027-02-28T00:00:00.000Z',
	);
});

test('10,000 payments of any amount: every cent is on one account or another', async () => {
	const { id } = await local.stripe.accounts.create({});
	const shop = local.standIn.books(id);
	const platform = local.standIn.books();
	const method = needPaymentMethod(shop, 'pm_card_visa');
	const draws = fc.sample(
		fc.tuple(fc.integer({ min: 50, max: 9_999_999 }), fc.integer({ min: 1, max: 3_000 })),
		{
			numRuns: 10_000,
			seed: 5,
		},
	);
	for (const [index, [amount, basis]] of draws.entries()) {
		const fee = percentOf(amount, basis / 100);
		const intent = makeIntent(shop, { amount, currency: 'eur', application_fee_amount: fee });
		const charge = makeCharge(shop, intent, method, { declined: null });
		const kept = platform.get('application_fee', charge.application_fee as string);
		const exact = Math.round((amount * basis) / 10_000);
		if ((kept?.amount ?? 0) !== exact) expect.fail(`${amount} at ${basis}`);
		if (index % 10 === 0) {
			refundCharge(shop, charge, { amount: Math.ceil(amount / 3), withFee: true });
			const again = shop.need('charge', charge.id);
			refundCharge(shop, again, { withFee: true });
			if (kept) expect(platform.get('application_fee', kept.id)?.refunded).toBe(true);
		}
	}
	const sum = (amounts: number[]) => amounts.reduce((total, one) => total + one, 0);
	const paid = sum(shop.all('charge').map((one) => one.amount - one.amount_refunded));
	const fees = sum(
		shop
			.all('balance_transaction')
			.flatMap((one) =>
				one.fee_details.filter(({ type }) => type === 'stripe_fee').map(({ amount }) => amount),
			),
	);
	const here = sum(shop.all('balance_transaction').map(({ net }) => net));
	const there = sum(platform.all('balance_transaction').map(({ net }) => net));
	expect(here + there + fees).toBe(paid);
});

test('what invoices say was paid is what cards paid, through changes, coupons, credit and refusals', async () => {
	const { stripe, standIn } = local;
	const { customer, product, price, advance } = await openTestShop(stripe);
	const prices = [price.id];
	for (const unit_amount of [333, 1_999, 12_345])
		prices.push(
			(
				await stripe.prices.create({
					product: product.id,
					currency: 'eur',
					unit_amount,
					recurring: { interval: 'month' },
				})
			).id,
		);
	const coupon = await stripe.coupons.create({
		percent_off: 33,
		duration: 'repeating',
		duration_in_months: 2,
	});
	const rate = await stripe.taxRates.create({
		display_name: 'VAT',
		percentage: 19,
		inclusive: false,
	});
	const made = await stripe.subscriptions.create({
		...{ customer: customer.id, items: [{ price: price.id }], discounts: [{ coupon: coupon.id }] },
		default_tax_rates: [rate.id],
	});
	let at = START;
	for (let step = 0; step < 24; step += 1) {
		at += (step * 97 + 3) % 17 === 0 ? 31 * DAY + 77 : 5 * DAY + step * 4_321;
		await advance(at);
		const [item] = (await stripe.subscriptions.retrieve(made.id)).items.data;
		await stripe.subscriptions.update(made.id, {
			items: [{ id: item?.id ?? '', price: prices[step % 4] ?? '', quantity: 1 + (step % 3) }],
			proration_behavior:
				(['always_invoice', 'create_prorations', 'none'] as const)[step % 3] ?? 'none',
		});
	}
	await advance(at + 40 * DAY);
	const shop = standIn.books();
	const invoices = shop.by('invoice', 'customer', customer.id);
	const charges = shop.all('charge').filter((one) => one.customer === customer.id && one.paid);
	const moved = shop.by('customer_balance_transaction', 'customer', customer.id);
	const sum = (amounts: number[]) => amounts.reduce((total, one) => total + one, 0);
	expect(sum(invoices.map(({ amount_paid }) => amount_paid))).toBe(
		sum(charges.map(({ amount }) => amount)),
	);
	const settled = invoices.filter(({ status }) => status === 'paid');
	const totals = sum(settled.map(({ total }) => total));
	// What invoices ask for and cards did not pay is on the customer's balance.
	expect(totals - sum(charges.map(({ amount }) => amount))).toBe(
		sum(moved.map(({ amount }) => amount)),
	);
	for (const { subtotal, total, total_discount_amounts: off, total_taxes: taxes } of invoices)
		expect(total).toBe(
			subtotal -
				sum((off ?? []).map(({ amount }) => amount)) +
				sum((taxes ?? []).map(({ amount }) => amount)),
		);
});
