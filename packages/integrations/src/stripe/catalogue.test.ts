import { afterAll, beforeAll, expect, test } from 'vitest';
import type Stripe from 'stripe';
import { DAY, openTestShop, openTestStripe, START, type TestStripe } from './test-stripe.ts';

let local: TestStripe;
beforeAll(async () => {
	local = await openTestStripe();
});
afterAll(() => local.close());

test('a price is sold in the currencies it knows, found by its key, and not sold once archived', async () => {
	const { stripe } = local;
	const { customer, product } = await openTestShop(stripe);
	const price = await stripe.prices.create({
		...{ product: product.id, currency: 'eur', unit_amount: 1_000, lookup_key: 'gold_monthly' },
		...{ recurring: { interval: 'month' }, currency_options: { jpy: { unit_amount: 160_000 } } },
		expand: ['currency_options'],
	});
	expect(Object.keys(price.currency_options ?? {})).toEqual(['eur', 'jpy']);
	const items = [{ price: price.id, quantity: 2 }];
	const made = await stripe.subscriptions.create({
		...{ customer: customer.id, items, currency: 'jpy', expand: ['latest_invoice'] },
	});
	expect(made.latest_invoice).toMatchObject({ currency: 'jpy', total: 320_000, status: 'paid' });
	await expect(
		stripe.subscriptions.create({ customer: customer.id, items, currency: 'usd' }),
	).rejects.toMatchObject({ param: 'currency' });
	const found = await stripe.prices.list({ lookup_keys: ['gold_monthly'] });
	expect(found.data.map(({ id }) => id)).toEqual([price.id]);
	const next = {
		product: product.id,
		currency: 'eur',
		unit_amount: 1_200,
		lookup_key: 'gold_monthly',
	};
	await expect(stripe.prices.create(next)).rejects.toMatchObject({ param: 'lookup_key' });
	const moved = await stripe.prices.create({ ...next, transfer_lookup_key: true });
	expect((await stripe.prices.retrieve(price.id)).lookup_key).toBeNull();
	expect(moved.lookup_key).toBe('gold_monthly');
	await stripe.prices.update(price.id, { active: false });
	await expect(
		stripe.subscriptions.create({ customer: customer.id, items, currency: 'jpy' }),
	).rejects.toMatchObject({ param: 'items[0][price]' });
});

test('taxes by hand lie on the price or in it, and automatic ones follow the country', async () => {
	const { stripe } = local;
	const { customer, price } = await openTestShop(stripe);
	const rate = (inclusive: boolean) =>
		stripe.taxRates.create({ display_name: 'VAT', percentage: 19, inclusive });
	const bill = async (more: Partial<Stripe.SubscriptionCreateParams>) => {
		const made = await stripe.subscriptions.create({
			...{ customer: customer.id, items: [{ price: price.id }], expand: ['latest_invoice'] },
			...more,
		});
		const {
			total,
			total_excluding_tax: net,
			total_taxes: taxes,
		} = made.latest_invoice as Stripe.Invoice;
		return {
			total,
			net,
			tax: taxes?.map(({ amount, taxability_reason }) => [amount, taxability_reason]),
		};
	};
	expect(await bill({ default_tax_rates: [(await rate(false)).id] })).toEqual({
		...{ total: 1_190, net: 1_000, tax: [[190, 'standard_rated']] },
	});
	expect(await bill({ default_tax_rates: [(await rate(true)).id] })).toEqual({
		...{ total: 1_000, net: 840, tax: [[160, 'standard_rated']] },
	});
	const automatic = { automatic_tax: { enabled: true } };
	await stripe.customers.update(customer.id, { address: { country: 'FR' } });
	await expect(bill(automatic)).rejects.toMatchObject({ param: 'automatic_tax' });
	expect((await stripe.tax.settings.retrieve()).status_details).toEqual({
		pending: { missing_fields: ['head_office'] },
	});
	const told = await stripe.tax.settings.update({ head_office: { address: { country: 'DE' } } });
	expect(told.status).toBe('active');
	expect(await bill(automatic)).toMatchObject({ total: 1_200, tax: [[200, 'standard_rated']] });
	await stripe.customers.createTaxId(customer.id, { type: 'eu_vat', value: 'FR12345678901' });
	expect(await bill(automatic)).toMatchObject({ total: 1_000, tax: [[0, 'reverse_charge']] });
	await stripe.customers.update(customer.id, { address: { country: 'US' } });
	await expect(
		stripe.customers.createTaxId(customer.id, { type: 'eu_vat', value: 'nonsense' }),
	).rejects.toMatchObject({ code: 'tax_id_invalid' });
});

test('a code asks for a first order, an amount, or a certain customer', async () => {
	const { stripe } = local;
	const { customer, price } = await openTestShop(stripe);
	const coupon = await stripe.coupons.create({
		amount_off: 300,
		currency: 'eur',
		duration: 'forever',
	});
	const make = (more: Partial<Stripe.PromotionCodeCreateParams>) =>
		stripe.promotionCodes.create({ promotion: { type: 'coupon', coupon: coupon.id }, ...more });
	const use = ({ id }: Stripe.PromotionCode) =>
		stripe.subscriptions.create({
			...{ customer: customer.id, items: [{ price: price.id }], expand: ['latest_invoice'] },
			discounts: [{ promotion_code: id }],
		});
	const first = await make({ restrictions: { first_time_transaction: true } });
	expect((await use(first)).latest_invoice).toMatchObject({ total: 700 });
	await expect(use(first)).rejects.toMatchObject({ code: 'promotion_code_invalid' });
	const dear = await make({
		restrictions: { minimum_amount: 5_000, minimum_amount_currency: 'eur' },
	});
	await expect(use(dear)).rejects.toMatchObject({ code: 'promotion_code_invalid' });
	const other = await stripe.customers.create({});
	await expect(use(await make({ customer: other.id }))).rejects.toMatchObject({
		code: 'promotion_code_invalid',
	});
	const own = await make({ customer: customer.id });
	await stripe.promotionCodes.update(own.id, { active: false });
	await expect(use(own)).rejects.toMatchObject({ code: 'promotion_code_invalid' });
});

test('a coupon for some months ends after them', async () => {
	const { stripe } = local;
	const { customer, price, advance } = await openTestShop(stripe);
	const coupon = await stripe.coupons.create({
		...{ percent_off: 50, duration: 'repeating', duration_in_months: 2 },
	});
	const made = await stripe.subscriptions.create({
		...{ customer: customer.id, items: [{ price: price.id }], discounts: [{ coupon: coupon.id }] },
	});
	await advance(START + 100 * DAY);
	const { data } = await stripe.invoices.list({ subscription: made.id });
	expect(data.map(({ total }) => total)).toEqual([1_000, 1_000, 500, 500]);
});

test('a card is set up for later payments, once its owner agreed', async () => {
	const { stripe } = local;
	const customer = await stripe.customers.create({});
	const setUp = (payment_method: string) =>
		stripe.setupIntents.create({ customer: customer.id, payment_method, confirm: true });
	expect((await setUp('pm_card_visa')).status).toBe('succeeded');
	expect((await setUp('pm_card_authenticationRequiredOnSetup')).status).toBe('requires_action');
	await expect(setUp('pm_card_chargeDeclined')).rejects.toMatchObject({ code: 'card_declined' });
	const kept = await stripe.paymentMethods.list({ customer: customer.id, type: 'card' });
	expect(kept.data).toHaveLength(1);
	const [method] = kept.data;
	await stripe.paymentMethods.detach(method?.id ?? '');
	expect((await stripe.customers.listPaymentMethods(customer.id)).data).toEqual([]);
});
