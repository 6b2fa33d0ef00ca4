import { afterAll, beforeAll, expect, test } from 'vitest';
import type Stripe from 'stripe';
import { DAY, openTestShop, openTestStripe, START, type TestStripe } from './test-stripe.ts';

let local: TestStripe;
beforeAll(async () => {
	local = await openTestStripe({ settings: { retryDays: [1], afterRetries: 'unpaid' } });
});
afterAll(() => local.close());

const sum = (amounts: readonly number[]) => amounts.reduce((total, one) => total + one, 0);

test('an invoice by hand: drawn, finalized, paid, and credited to the card and to the balance', async () => {
	const { stripe } = local;
	const { customer } = await openTestShop(stripe);
	for (const amount of [1_500, 500])
		await stripe.invoiceItems.create({
			customer: customer.id,
			amount,
			currency: 'eur',
			description: 'Room',
		});
	const draft = await stripe.invoices.create({ customer: customer.id });
	expect(draft).toMatchObject({ status: 'draft', total: 2_000, number: null });
	const open = await stripe.invoices.finalizeInvoice(draft.id);
	expect(open).toMatchObject({
		status: 'open',
		amount_due: 2_000,
		number: expect.stringMatching(/-0001$/) as string,
	});
	await expect(stripe.invoices.del(open.id)).rejects.toMatchObject({ statusCode: 400 });
	expect((await stripe.invoices.pay(open.id)).status).toBe('paid');
	await expect(stripe.invoices.pay(open.id)).rejects.toMatchObject({
		code: 'invoice_already_paid',
	});
	const note = await stripe.creditNotes.create({
		...{ invoice: open.id, amount: 700, refund_amount: 500, credit_amount: 200 },
	});
	expect(note).toMatchObject({ type: 'post_payment', refunds: [{ amount_refunded: 500 }] });
	expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ balance: -200 });
	await expect(
		stripe.creditNotes.create({ invoice: open.id, amount: 1_400, credit_amount: 1_400 }),
	).rejects.toMatchObject({ param: 'amount' });
	await stripe.invoiceItems.create({ customer: customer.id, amount: 900, currency: 'eur' });
	const next = await stripe.invoices.pay(
		(await stripe.invoices.create({ customer: customer.id })).id,
	);
	expect(next).toMatchObject({
		total: 900,
		starting_balance: -200,
		amount_paid: 700,
		ending_balance: 0,
	});
});

test('an open invoice is lowered by a credit note, voided, given up or paid elsewhere', async () => {
	const { stripe } = local;
	const { customer } = await openTestShop(stripe);
	const open = async () => {
		await stripe.invoiceItems.create({ customer: customer.id, amount: 1_000, currency: 'eur' });
		const { id } = await stripe.invoices.create({ customer: customer.id });
		return (await stripe.invoices.finalizeInvoice(id)).id;
	};
	const lowered = await open();
	await stripe.creditNotes.create({ invoice: lowered, amount: 400 });
	expect(await stripe.invoices.pay(lowered)).toMatchObject({ status: 'paid', amount_paid: 600 });
	const voided = await open();
	expect((await stripe.invoices.voidInvoice(voided)).status).toBe('void');
	await expect(stripe.invoices.pay(voided)).rejects.toMatchObject({ code: 'invoice_not_payable' });
	expect((await stripe.invoices.markUncollectible(await open())).status).toBe('uncollectible');
	const elsewhere = await stripe.invoices.pay(await open(), { paid_out_of_band: true });
	expect(elsewhere).toMatchObject({ status: 'paid', amount_paid_off_stripe: 1_000 });
	const charges = local.standIn
		.books()
		.all('charge')
		.filter((one) => one.customer === customer.id);
	expect(sum(charges.map(({ amount }) => amount))).toBe(600);
});

test('what no retry collects is left unpaid where that is set, and a payment brings it back', async () => {
	const { stripe } = local;
	const { customer, price, advance } = await openTestShop(stripe, 'pm_card_chargeCustomerFail');
	const made = await stripe.subscriptions.create({
		...{ customer: customer.id, items: [{ price: price.id }], trial_period_days: 1 },
	});
	await advance(START + 4 * DAY);
	const unpaid = await stripe.subscriptions.retrieve(made.id);
	expect(unpaid.status).toBe('unpaid');
	await advance(START + 40 * DAY);
	const [draft] = (await stripe.invoices.list({ subscription: made.id })).data;
	expect(draft).toMatchObject({ status: 'draft', auto_advance: false });
	const { id } = await stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id });
	await stripe.invoices.pay(draft?.id ?? '', { payment_method: id });
	expect((await stripe.subscriptions.retrieve(made.id)).status).toBe('active');
});

test('while collection is paused its invoices are void, and then it goes on by itself', async () => {
	const { stripe } = local;
	const { customer, price, advance } = await openTestShop(stripe);
	const made = await stripe.subscriptions.create({
		customer: customer.id,
		items: [{ price: price.id }],
	});
	await stripe.subscriptions.update(made.id, {
		pause_collection: { behavior: 'void', resumes_at: START + 50 * DAY },
	});
	await advance(START + 70 * DAY);
	const { data } = await stripe.invoices.list({ subscription: made.id });
	expect(data.map(({ status }) => status)).toEqual(['paid', 'void', 'paid']);
	expect((await stripe.subscriptions.retrieve(made.id)).pause_collection).toBeNull();
});

test('a first payment that fails leaves the subscription incomplete, and after 23 hours there is none', async () => {
	const { stripe } = local;
	const { customer, price, advance } = await openTestShop(stripe, 'pm_card_chargeCustomerFail');
	const params = { customer: customer.id, items: [{ price: price.id }] };
	const made = await stripe.subscriptions.create({ ...params, expand: ['latest_invoice'] });
	expect(made).toMatchObject({ status: 'incomplete', latest_invoice: { status: 'open' } });
	await expect(
		stripe.subscriptions.create({ ...params, payment_behavior: 'error_if_incomplete' }),
	).rejects.toMatchObject({ statusCode: 402, code: 'card_declined' });
	expect(
		(await stripe.subscriptions.list({ customer: customer.id, status: 'all' })).data,
	).toHaveLength(1);
	await advance(START + DAY);
	expect(
		await stripe.subscriptions.retrieve(made.id, { expand: ['latest_invoice'] }),
	).toMatchObject({
		...{ status: 'incomplete_expired', latest_invoice: { status: 'void' } },
	});
});

test('what was earned is available two days later, and paid out as a number', async () => {
	const { stripe, standIn, url } = local;
	const account = await stripe.accounts.create({});
	const link = await stripe.accountLinks.create({
		account: account.id,
		type: 'account_onboarding',
	});
	const post = (to: string, form: Record<string, string>) =>
		fetch(to, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' });
	await post(link.url, { standing: 'active' });
	const on = { stripeAccount: account.id };
	const pay = { amount: 10_000, currency: 'eur', payment_method: 'pm_card_visa', confirm: true };
	await stripe.paymentIntents.create(pay, on);
	const amounts = async () => {
		const { available, pending } = (await stripe.balance.retrieve({}, on)) as Stripe.Balance;
		return [sum(available.map(({ amount }) => amount)), sum(pending.map(({ amount }) => amount))];
	};
	expect(await amounts()).toEqual([0, 9_680]);
	await local.pass(2 * DAY);
	expect(await amounts()).toEqual([9_680, 0]);
	await post(`${url}/dev/stripe/account/${account.id}/payout`, { currency: 'eur' });
	expect(await amounts()).toEqual([0, 0]);
	expect((await stripe.payouts.list({}, on)).data).toMatchObject([
		{ amount: 9_680, status: 'paid' },
	]);
	expect(standIn.requests().at(-1)).toMatchObject({
		path: '/v1/payouts',
		account: account.id,
		status: 200,
	});
});
