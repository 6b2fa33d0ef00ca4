import type Stripe from 'stripe';
import { route, type Call } from '../engine/routes.ts';
import { idOf, type Shop } from '../engine/shop.ts';
import { refused } from '../engine/stripe-error.ts';
import { changeSubscription } from './change-subscription.ts';
import { needCustomer } from './customers.ts';
import { endSubscription } from './end-subscription.ts';
import { billSubscription } from './bill-subscription.ts';
import { creditUnused } from './prorate.ts';
import { inPeriod } from './renew-subscription.ts';
import { startSubscription } from './start-subscription.ts';
import { periodAround, renewalLines } from './subscription-items.ts';

type Preview = Stripe.InvoiceCreatePreviewParams;
type Details = NonNullable<Preview['subscription_details']>;

/**
 * The invoice that would come: what is asked for is really done, looked at and undone,
 * so that a preview cannot differ from the invoice it shows.
 */
function previewInvoice({ shop, params }: Call<Preview>): Stripe.Invoice {
	const id = params.subscription;
	const subscription = id ? shop.need('subscription', id, 'subscription') : null;
	const customer = params.customer ?? idOf(subscription?.customer);
	if (!customer) throw refused('You must pass a customer or a subscription.', 'customer');
	const own = shop.on(needCustomer(shop, customer).test_clock);
	return shop.world.store.sandbox(() => {
		const drawn =
			subscription === null ? ofNew(own, customer, params) : ofChange(own, subscription, params);
		return { ...drawn, ...unnumbered(drawn) };
	});
}

/** As an upcoming invoice is shown: nothing about it is settled. */
const unnumbered = (drawn: Stripe.Invoice): Partial<Stripe.Invoice> => ({
	...{ id: `upcoming_${drawn.id}`, status: 'draft', number: null, amount_paid: 0 },
	...{ amount_remaining: drawn.amount_due, attempted: false, attempt_count: 0, auto_advance: true },
	...{ hosted_invoice_url: null, invoice_pdf: null, ending_balance: drawn.ending_balance },
});

function ofNew(shop: Shop, customer: string, params: Preview): Stripe.Invoice {
	const { items, trial_end, default_tax_rates, billing_cycle_anchor } =
		params.subscription_details ?? {};
	const { invoice } = startSubscription(shop, {
		...({ customer, items } as Stripe.SubscriptionCreateParams),
		payment_behavior: 'default_incomplete',
		...(trial_end !== undefined && { trial_end }),
		...(default_tax_rates && { default_tax_rates }),
		...(params.discounts && { discounts: params.discounts }),
		...(params.automatic_tax && { automatic_tax: { enabled: params.automatic_tax.enabled } }),
		...(params.currency && { currency: params.currency }),
		...(billing_cycle_anchor?.timestamp && {
			billing_cycle_anchor: billing_cycle_anchor.timestamp,
		}),
	});
	return invoice;
}

function ofChange(shop: Shop, subscription: Stripe.Subscription, params: Preview): Stripe.Invoice {
	const details = params.subscription_details ?? {};
	if (details.cancel_now) return ofEnd(shop, subscription, details);
	const { draft } = changeSubscription(shop, subscription, updateOf(details, params));
	const drawn = draft ?? ofRenewal(shop, shop.need('subscription', subscription.id));
	return withBalance(shop, drawn);
}

function updateOf(details: Details, params: Preview): Stripe.SubscriptionUpdateParams {
	const { items, proration_behavior, proration_date, trial_end, cancel_at_period_end } = details;
	const { billing_cycle_anchor: anchor } = details;
	return {
		...(items && { items: items as Stripe.SubscriptionUpdateParams.Item[] }),
		...(proration_behavior && { proration_behavior }),
		...(proration_date !== undefined && { proration_date }),
		...(trial_end !== undefined && { trial_end }),
		...(cancel_at_period_end !== undefined && { cancel_at_period_end }),
		...(anchor?.type === 'now' && { billing_cycle_anchor: { type: 'now' } }),
		...(params.discounts !== undefined && { discounts: params.discounts }),
	};
}

/** The next period with what waits for it. */
function ofRenewal(shop: Shop, subscription: Stripe.Subscription): Stripe.Invoice {
	const start = subscription.items.data[0]?.current_period_end ?? shop.now();
	const cancelAt = subscription.cancel_at;
	const { end } = periodAround(subscription.items.data, subscription.billing_cycle_anchor, start);
	const period = { start, end };
	const ends = cancelAt !== null && cancelAt <= start;
	const moved = { ...subscription, ...inPeriod(subscription, period) };
	const now = shop.now();
	return billSubscription(shop, moved, {
		...{ reason: 'upcoming', lines: ends ? [] : renewalLines(shop, moved, period) },
		period: { start: subscription.items.data[0]?.current_period_start ?? now, end: start },
	});
}

function ofEnd(shop: Shop, subscription: Stripe.Subscription, details: Details): Stripe.Invoice {
	const now = shop.now();
	if (details.proration_behavior !== 'none')
		for (const item of subscription.items.data)
			creditUnused(shop, subscription, item, details.proration_date ?? now);
	const drawn = billSubscription(shop, subscription, {
		...{ reason: 'upcoming', lines: [], period: { start: now, end: now }, discounted: false },
	});
	endSubscription(shop, subscription);
	return withBalance(shop, drawn);
}

/** What is due once the customer's credit has paid for what it can. */
function withBalance(shop: Shop, drawn: Stripe.Invoice): Stripe.Invoice {
	const { balance } = shop.need('customer', idOf(drawn.customer) ?? '', 'customer');
	const due = Math.max(0, drawn.total + balance);
	const amount_due = drawn.total < 0 ? 0 : due;
	const ending_balance = balance + drawn.total - amount_due;
	return { ...drawn, amount_due, starting_balance: balance, ending_balance };
}

export const PREVIEWS = [
	route('POST', '/v1/invoices/create_preview', 'InvoiceCreatePreviewParams', previewInvoice),
];
