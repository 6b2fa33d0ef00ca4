import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY, openTestShop, openTestStripe, START, type TestStripe } from './test-stripe.ts';

let local: TestStripe;
beforeAll(async () => {
	local = await openTestStripe();
});
afterAll(() => local.close());

const send = (url: string, form: Record<string, string>) =>
	fetch(url, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' });

async function openDesk(card = 'pm_card_visa', trial = 0) {
	const { stripe } = local;
	const shop = await openTestShop(stripe, card);
	const dear = await stripe.prices.create({
		...{ product: shop.product.id, currency: 'eur', unit_amount: 2_000 },
		recurring: { interval: 'month' },
	});
	const made = await stripe.subscriptions.create({
		...{ customer: shop.customer.id, items: [{ price: shop.price.id }] },
		...(trial > 0 && { trial_period_days: trial }),
	});
	const configuration = await stripe.billingPortal.configurations.create({
		features: {
			invoice_history: { enabled: true },
			payment_method_update: { enabled: true },
			subscription_cancel: { enabled: true, mode: 'at_period_end' },
			subscription_pause: { enabled: true },
			subscription_update: {
				...{
					enabled: true,
					default_allowed_updates: ['price'],
					proration_behavior: 'always_invoice',
				},
				products: [{ product: shop.product.id, prices: [shop.price.id, dear.id] }],
			},
		},
	});
	const session = await stripe.billingPortal.sessions.create({
		...{ customer: shop.customer.id, configuration: configuration.id },
		return_url: 'https://a.example/membership',
	});
	return { ...shop, made, dear, url: session.url, stripe };
}

test('a plan is switched, canceled with a reason, and kept after all', async () => {
	const { url, made, dear, stripe } = await openDesk();
	const page = await (await fetch(url)).text();
	expect(page).toContain('Renews on 28 February 2026');
	expect(page).toContain('href="https://a.example/membership"');
	expect((await send(`${url}/plan`, { subscription: made.id, price: dear.id })).status).toBe(303);
	expect((await send(`${url}/plan`, { subscription: made.id, price: 'price_x' })).status).toBe(402);
	const reason = { subscription: made.id, reason: 'unused', comment: 'Too busy' };
	expect((await send(`${url}/cancel`, reason)).status).toBe(303);
	const leaving = await stripe.subscriptions.retrieve(made.id);
	expect(leaving).toMatchObject({
		...{ cancel_at_period_end: true, items: { data: [{ price: { id: dear.id } }] } },
		cancellation_details: { feedback: 'unused', comment: 'Too busy' },
	});
	expect(await (await fetch(url)).text()).toContain('Ends on 28 February 2026');
	await send(`${url}/renew`, { subscription: made.id });
	expect((await stripe.subscriptions.retrieve(made.id)).cancel_at).toBeNull();
});

test('paused and resumed by its owner, and by nobody else', async () => {
	const [own, other] = [await openDesk(), await openDesk()];
	await send(`${own.url}/pause`, { subscription: own.made.id });
	expect((await own.stripe.subscriptions.retrieve(own.made.id)).status).toBe('paused');
	await send(`${own.url}/resume`, { subscription: own.made.id });
	expect((await own.stripe.subscriptions.retrieve(own.made.id)).status).toBe('active');
	expect((await send(`${own.url}/pause`, { subscription: other.made.id })).status).toBe(402);
	expect((await own.stripe.subscriptions.retrieve(other.made.id)).status).toBe('active');
});

test('an open invoice is paid on its page with another card, and its PDF is one', async () => {
	const { made, advance, stripe } = await openDesk('pm_card_chargeCustomerFail', 7);
	await advance(START + 8 * DAY);
	const [invoice] = (await stripe.invoices.list({ subscription: made.id })).data;
	const url = invoice?.hosted_invoice_url ?? '';
	expect(await (await fetch(url)).text()).toContain('Pay €10.00');
	const card = { number: '4000000000009995', expiry: '12/34', cvc: '123' };
	expect((await send(`${url}/pay`, card)).status).toBe(402);
	expect((await send(`${url}/pay`, { ...card, number: '4242424242424242' })).status).toBe(303);
	expect((await stripe.invoices.retrieve(invoice?.id ?? '')).status).toBe('paid');
	expect((await stripe.subscriptions.retrieve(made.id)).status).toBe('active');
	const pdf = Buffer.from(await (await fetch(invoice?.invoice_pdf ?? '')).arrayBuffer()).toString(
		'latin1',
	);
	expect(pdf.startsWith('%PDF-1.4')).toBe(true);
	const table = Number(/startxref\n(\d+)/.exec(pdf)?.[1]);
	expect(pdf.slice(table, table + 4)).toBe('xref');
	const places = [...pdf.slice(table).matchAll(/^(\d{10}) 00000 n/gm)].map(([, place]) =>
		Number(place),
	);
	places.forEach((place, index) =>
		expect(pdf.slice(place).startsWith(`${index + 1} 0 obj`)).toBe(true),
	);
	expect(pdf).toContain(`(Invoice ${invoice?.number})`);
	expect(pdf).toContain('\u008010.00');
});

test('a portal shows a card that was changed there', async () => {
	const { url, customer, stripe } = await openDesk();
	const card = { number: '5555555555554444', expiry: '12/34', cvc: '123' };
	expect((await send(`${url}/card`, card)).status).toBe(303);
	expect(await (await fetch(url)).text()).toContain('mastercard ending in 4444');
	const found = await stripe.customers.retrieve(customer.id, {
		expand: ['invoice_settings.default_payment_method'],
	});
	expect(found).toMatchObject({
		invoice_settings: { default_payment_method: { card: { last4: '4444' } } },
	});
});

test('the period of one subscription ends when the page of its account says so; others wait for their own', async () => {
	const { stripe, url } = local;
	const account = await stripe.accounts.create({});
	const link = await stripe.accountLinks.create({
		account: account.id,
		type: 'account_onboarding',
	});
	await send(link.url, { standing: 'active' });
	const on = { stripeAccount: account.id };
	const product = await stripe.products.create({ name: 'Gold' }, on);
	const price = await stripe.prices.create(
		{ product: product.id, currency: 'eur', unit_amount: 900, recurring: { interval: 'month' } },
		on,
	);
	const subscribe = async (payment_method: string) => {
		const customer = await stripe.customers.create({ email: 'ada@example.com' }, on);
		return stripe.subscriptions.create(
			{
				...{ customer: customer.id, items: [{ price: price.id }], trial_period_days: 7 },
				default_payment_method: (
					await stripe.paymentMethods.attach(payment_method, { customer: customer.id }, on)
				).id,
			},
			on,
		);
	};
	const [good, bad, other] = [
		await subscribe('pm_card_visa'),
		await subscribe('pm_card_chargeCustomerFail'),
		await subscribe('pm_card_visa'),
	];
	for (const { id } of [good, bad])
		await send(`${url}/dev/stripe/account/${account.id}/period`, { subscription: id });
	const read = (id: string) => stripe.subscriptions.retrieve(id, {}, on);
	expect((await read(good.id)).status).toBe('active');
	expect((await read(good.id)).items.data[0]?.current_period_start).toBe(good.trial_end);
	expect((await read(bad.id)).status).toBe('past_due');
	expect(await read(other.id)).toMatchObject({ status: 'trialing', test_clock: null });
	await send(`${url}/dev/stripe/account/${account.id}/period`, { subscription: good.id });
	const paid = (await stripe.invoices.list({ subscription: good.id }, on)).data;
	expect(paid.filter(({ amount_paid }) => amount_paid === 900)).toHaveLength(2);
});
