import { expect, test } from 'vitest';
import type Stripe from 'stripe';

type Shop = {
	stripe: Stripe;
	price: Stripe.Price;
	/** A new customer with a card. */
	join: (card: string) => Promise<Stripe.Customer>;
};

/** What bills say of tax and of who sells, and what is given back of them. */
export function taxCases(shop: () => Shop): void {
	test('a bill bears its tax and says who sells; what is given back of it is noted with its tax', async () => {
		const { stripe, price, join } = shop();
		const customer = await join('pm_card_visa');
		const make = (inclusive: boolean) =>
			stripe.taxRates.create({ display_name: 'VAT', percentage: 8.875, inclusive });
		const [upon, inside] = [await make(false), await make(true)];
		const words = {
			...{ footer: 'Choir, Lane 1', custom_fields: [{ name: 'Register', value: '1' }] },
		};
		await stripe.customers.update(customer.id, { invoice_settings: words });
		const made = await stripe.subscriptions.create({
			...{ customer: customer.id, items: [{ price: price.id }], expand: ['latest_invoice'] },
			default_tax_rates: [upon.id],
		});
		const bill = made.latest_invoice as Stripe.Invoice;
		expect(bill).toMatchObject({
			...{ ...words, total: 1_089, total_excluding_tax: 1_000, status: 'paid' },
			total_taxes: [{ amount: 89, tax_behavior: 'exclusive', taxable_amount: 1_000 }],
		});
		const changed = await stripe.subscriptions.update(made.id, {
			...{ default_tax_rates: [inside.id], proration_behavior: 'none' },
			invoice_settings: { footer: 'Choir, Lane 2' },
		});
		expect(changed).toMatchObject({
			default_tax_rates: [{ id: inside.id, inclusive: true, percentage: 8.875 }],
			invoice_settings: { footer: 'Choir, Lane 2' },
		});
		const next = await stripe.invoices.createPreview({ subscription: made.id });
		expect(next).toMatchObject({ total: 1_000, total_taxes: [{ amount: 82 }] });
		const { data } = await stripe.invoicePayments.list({ invoice: bill.id });
		const intent = data[0]?.payment.payment_intent as string;
		const refund = await stripe.refunds.create({ payment_intent: intent, amount: 500 });
		const note = {
			...{ invoice: bill.id, amount: 500, reason: 'order_change' as const },
			refunds: [{ refund: refund.id, amount_refunded: 500 }],
		};
		expect(await stripe.creditNotes.create(note)).toMatchObject({
			...{ amount: 500, status: 'issued', type: 'post_payment', total_excluding_tax: 459 },
			refunds: [{ refund: refund.id, amount_refunded: 500 }],
		});
		await expect(stripe.creditNotes.create(note)).rejects.toMatchObject({ statusCode: 400 });
		await stripe.subscriptions.update(made.id, { default_tax_rates: '' });
		const plain = await stripe.invoices.createPreview({ subscription: made.id });
		expect(plain).toMatchObject({ total: 1_000, total_taxes: [] });
		await stripe.subscriptions.cancel(made.id);
	}, 120_000);

	test('a number that is asked for changes a known customer only where the seller says so', async () => {
		const { stripe, price, join } = shop();
		const customer = await join('pm_card_visa');
		const offer = {
			...{ mode: 'subscription' as const, line_items: [{ price: price.id, quantity: 1 }] },
			...{ success_url: 'https://example.com/ok', customer: customer.id },
			tax_id_collection: { enabled: true, required: 'if_supported' as const },
		};
		await expect(stripe.checkout.sessions.create(offer)).rejects.toMatchObject({
			...{ statusCode: 400, message: expect.stringContaining('customer_update') as string },
		});
		const keeps = { customer_update: { name: 'auto' as const, address: 'auto' as const } };
		expect(await stripe.checkout.sessions.create({ ...offer, ...keeps })).toMatchObject({
			...{ status: 'open', tax_id_collection: { enabled: true, required: 'if_supported' } },
		});
	}, 60_000);
}
