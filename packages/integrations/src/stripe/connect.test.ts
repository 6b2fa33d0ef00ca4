import { afterAll, beforeAll, expect, test } from 'vitest';
import type Stripe from 'stripe';
import { DAY, openTestShop, openTestStripe, START, type TestStripe } from './test-stripe.ts';

let local: TestStripe;
let account: Stripe.Account;

beforeAll(async () => {
	local = await openTestStripe({
		endpoints: [{ url: 'https://kith.example/connect', connect: true, secrets: ['whsec_c'] }],
	});
	account = await local.stripe.accounts.create({
		...{ country: 'DE', email: 'owner@example.com', business_profile: { name: 'Slow Rail' } },
		controller: { stripe_dashboard: { type: 'full' }, fees: { payer: 'account' } },
	});
});
afterAll(() => local.close());

const send = (url: string, form: Record<string, string> = {}) =>
	fetch(url, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' });

const link = () =>
	local.stripe.accountLinks.create({
		...{ account: account.id, type: 'account_onboarding' },
		...{ refresh_url: 'https://a.example/again', return_url: 'https://a.example/done' },
	});

test('a business is asked for what is due, and may take payments once it has told', async () => {
	expect(account).toMatchObject({ charges_enabled: false, details_submitted: false });
	expect(account.requirements?.currently_due).toContain('external_account');
	const { url } = await link();
	expect(await (await fetch(url)).text()).toContain('Slow Rail');
	for (const [standing, charges, due] of [
		['verifying', false, 0],
		['restricted', false, 1],
		['due', true, 1],
		['active', true, 0],
	] as const) {
		const answer = await send(url, { standing });
		expect([answer.status, answer.headers.get('location')]).toEqual([
			303,
			'https://a.example/done',
		]);
		const { charges_enabled, requirements } = await local.stripe.accounts.retrieve(account.id);
		expect([charges_enabled, requirements?.currently_due?.length]).toEqual([charges, due]);
	}
	await local.standIn.settle();
	const told = local.received.map(({ body }) => JSON.parse(body) as Stripe.Event);
	expect(told.at(-1)).toMatchObject({ type: 'account.updated', account: account.id });
});

test('a link is good for five minutes, then it leads to a new one', async () => {
	const { url } = await link();
	await local.pass(301);
	const answer = await fetch(url, { redirect: 'manual' });
	expect(answer.headers.get('location')).toBe('https://a.example/again');
});

test('each payment of a membership leaves the platform its part, also of refunds', async () => {
	const { stripe } = local;
	const { customer, price, advance, on } = await openTestShop(stripe, 'pm_card_visa', account.id);
	const made = await stripe.subscriptions.create(
		{
			customer: customer.id,
			items: [{ price: price.id, quantity: 3 }],
			application_fee_percent: 7.5,
		},
		on,
	);
	await advance(START + 32 * DAY);
	const fees = (await stripe.applicationFees.list()).data;
	expect(fees.map(({ amount, account: from }) => [amount, from])).toEqual([
		[225, account.id],
		[225, account.id],
	]);
	const charge = await stripe.charges.retrieve(
		fees[0]?.charge as string,
		{ expand: ['balance_transaction'] },
		on,
	);
	expect(charge).toMatchObject({ amount: 3_000, application_fee_amount: 225 });
	expect(charge.balance_transaction).toMatchObject({ amount: 3_000, fee: 225 + 117, net: 2_658 });
	const refund = (amount: number) =>
		stripe.refunds.create({ charge: charge.id, amount, refund_application_fee: true }, on);
	await refund(1_000);
	await refund(2_000);
	const [fee] = (await stripe.applicationFees.list()).data;
	expect(fee).toMatchObject({ refunded: true, amount_refunded: 225 });
	expect(fee?.refunds.data.map(({ amount }) => amount).toSorted()).toEqual([150, 75]);
	await expect(refund(1)).rejects.toMatchObject({ code: 'charge_already_refunded' });
	expect((await stripe.subscriptions.retrieve(made.id, {}, on)).status).toBe('active');
	await expect(
		stripe.subscriptions.create({ customer: 'c', items: [], application_fee_percent: 5 }),
	).rejects.toMatchObject({ statusCode: 404 });
});

test('a dispute takes the money until it is won', async () => {
	const { stripe } = local;
	const on = { stripeAccount: account.id };
	const pay = () =>
		stripe.paymentIntents.create(
			{ amount: 2_000, currency: 'eur', payment_method: 'pm_card_createDispute', confirm: true },
			on,
		);
	const [won, lost] = [await pay(), await pay()];
	const disputeOf = async ({ id }: Stripe.PaymentIntent) =>
		(await stripe.disputes.list({ payment_intent: id }, on)).data[0];
	const first = await disputeOf(won);
	expect(first).toMatchObject({ status: 'needs_response', amount: 2_000, reason: 'fraudulent' });
	const evidence = { uncategorized_text: 'winning_evidence' };
	const closed = await stripe.disputes.update(first?.id ?? '', { evidence }, on);
	const net = closed.balance_transactions.reduce((sum, one) => sum + one.amount, 0);
	expect([closed.status, net]).toEqual(['won', 0]);
	await local.pass(10 * DAY);
	expect(await disputeOf(lost)).toMatchObject({ status: 'lost' });
});

test('the owner disconnects: the platform is told, and no longer let in', async () => {
	const other = await local.stripe.accounts.create({});
	const { url } = await local.stripe.accounts.createLoginLink(other.id);
	expect((await fetch(url)).status).toBe(200);
	await send(`${url}/disconnect`);
	await local.standIn.settle();
	const last = JSON.parse(local.received.at(-1)?.body ?? '{}') as Stripe.Event;
	expect(last).toMatchObject({ type: 'account.application.deauthorized', account: other.id });
	for (const ask of [
		local.stripe.customers.list({}, { stripeAccount: other.id }),
		local.stripe.accounts.retrieve(other.id),
	])
		await expect(ask).rejects.toMatchObject({ statusCode: 403, code: 'account_invalid' });
});

test('an account that has not told enough takes no payments, and the platform may let it go', async () => {
	const { stripe } = local;
	const { id } = await stripe.accounts.create({});
	const on = { stripeAccount: id };
	const pay = { amount: 500, currency: 'eur', payment_method: 'pm_card_visa', confirm: true };
	await expect(stripe.paymentIntents.create(pay, on)).rejects.toMatchObject({
		code: 'account_invalid',
	});
	await stripe.oauth.deauthorize({ client_id: 'ca_local', stripe_user_id: id });
	await expect(stripe.customers.list({}, on)).rejects.toMatchObject({ statusCode: 403 });
});

test('while payments are off, renewals fail and are tried again', async () => {
	const { stripe } = local;
	const { customer, price, advance, on } = await openTestShop(stripe, 'pm_card_visa', account.id);
	const made = await stripe.subscriptions.create(
		{ customer: customer.id, items: [{ price: price.id }] },
		on,
	);
	await send((await link()).url, { standing: 'restricted' });
	await advance(START + 29 * DAY);
	expect((await stripe.subscriptions.retrieve(made.id, {}, on)).status).toBe('past_due');
	await send((await link()).url, { standing: 'active' });
	await advance(START + 32 * DAY);
	expect((await stripe.subscriptions.retrieve(made.id, {}, on)).status).toBe('active');
});
