import type Stripe from 'stripe';
import { listOf } from '../engine/lists.ts';
import { mergeMetadata } from '../engine/metadata.ts';
import { idOf, type Shop } from '../engine/shop.ts';
import { refused } from '../engine/stripe-error.ts';
import { billSubscription } from './bill-subscription.ts';
import { needCustomer } from './customers.ts';
import { redeem } from './discounts.ts';
import type { DrawnLine } from './draw-invoice.ts';
import { finalizeInvoice } from './finalize-invoice.ts';
import { changeStatus } from './follow-payment.ts';
import { checkMayCharge } from './may-charge.ts';
import { payInvoice, type PayOptions } from './pay-invoice.ts';
import { needPaymentMethod } from './payment-methods.ts';
import { amountIn, makePrice } from './prices.ts';
import {
	itemLines,
	makeItem,
	nameOf,
	periodAround,
	priceFor,
	rhythmOf,
	type ItemGiven,
	type Period,
} from './subscription-items.ts';
import { share } from '../engine/money.ts';
import { schedule } from './subscription-timers.ts';
import { checkAutomaticTax } from './tax-settings.ts';
import { ratesOf } from './taxes.ts';

const DAY = 24 * 60 * 60;
/** How long the first payment may take. */
const INCOMPLETE_SECONDS = 23 * 60 * 60;

type Start = Stripe.SubscriptionCreateParams;

/** Begins a subscription: on trial, or with its first invoice paid as `payment_behavior` says. */
export function startSubscription(shop: Shop, params: Start, pays: PayOptions = {}) {
	checkMayCharge(shop);
	checkAutomaticTax(shop, params);
	const customer = needCustomer(shop, params.customer ?? '');
	const own = shop.on(customer.test_clock);
	const draft = draftSubscription(own, customer, params);
	const trials = draft.trial_end !== null;
	const kept = own.put('subscription', {
		...draft,
		discounts: redeem(own, params.discounts || [], {
			...{ customer: customer.id, subscription: draft.id, currency: draft.currency },
			amount: itemLines(own, draft, periodOf(draft)).reduce((sum, { amount }) => sum + amount, 0),
		}),
	});
	own.tell('customer.subscription.created', kept);
	const invoice = billSubscription(own, kept, {
		...{ reason: 'subscription_create', period: { start: own.now(), end: own.now() } },
		lines: [...firstLines(own, kept, trials), ...extraLines(own, params, kept)],
	});
	const open = finalizeInvoice(own, invoice);
	schedule(own, current(own, kept));
	return { subscription: collectFirst(own, kept, open, params, pays), invoice: open };
}

const current = (shop: Shop, { id }: Stripe.Subscription) => shop.need('subscription', id);
const periodOf = ({ items: { data } }: Stripe.Subscription): Period => ({
	start: data[0]?.current_period_start ?? 0,
	end: data[0]?.current_period_end ?? 0,
});

function draftSubscription(shop: Shop, customer: Stripe.Customer, params: Start) {
	const given = (params.items ?? []) as ItemGiven[];
	if (given.length === 0)
		throw refused('Missing required param: items.', 'items', 'parameter_missing');
	const first = given[0]?.price ? shop.need('price', given[0].price, 'items[0][price]') : null;
	const data = given[0]?.price_data as { currency?: string } | undefined;
	const currency = (params.currency ?? first?.currency ?? data?.currency ?? 'usd').toLowerCase();
	requireOneCurrency(shop, customer, currency);
	const prices = given.map((one) => priceFor(shop, one, currency));
	const id = shop.world.ids.next('sub');
	const now = shop.now();
	const trialEnd = trialEndOf(params, prices, now);
	const anchor = trialEnd ?? anchorOf(params, now) ?? now;
	const make = (period: Period) =>
		prices.map((price, index) => makeItem(shop, id, price, given[index] ?? {}, period));
	const probe = make({ start: now, end: now });
	const end = trialEnd ?? (anchor > now ? anchor : periodAround(probe, anchor, now).end);
	rhythmOf(probe);
	const items = make({ start: now, end });
	return shop.draft('subscription', {
		...{ id, billing_cycle_anchor: anchor, customer: customer.id, currency, start_date: now },
		...{ trial_end: trialEnd, trial_start: trialEnd === null ? null : now },
		...{ status: trialEnd === null ? 'incomplete' : 'trialing', test_clock: shop.clock },
		items: listOf(
			items,
			`/v1/subscription_items?subscription=${id}`,
		) as unknown as Stripe.Subscription['items'],
		...settingsOf(shop, params, customer),
		...cancelOf(params, end),
	});
}

/** What runs for a customer is paid in one currency. */
export function requireOneCurrency(shop: Shop, customer: Stripe.Customer, currency: string): void {
	if (!customer.currency || customer.currency === currency || !owesIn(shop, customer)) return;
	throw refused(
		`You cannot combine currencies on a single customer. This customer has an active subscription, subscription schedule, discount, quote, or invoice item with currency ${customer.currency}.`,
		'currency',
	);
}

const owesIn = (shop: Shop, customer: Stripe.Customer): boolean =>
	shop
		.by('subscription', 'customer', customer.id)
		.some(({ status }) => !['canceled', 'incomplete_expired'].includes(status));

/** The card a subscription is charged to; a fee is for connected accounts only. */
function methodOf(shop: Shop, params: Start, customer: Stripe.Customer) {
	if (params.application_fee_percent && shop.account === shop.world.platform)
		throw refused(
			'You can only apply an application_fee_percent when the request is made on behalf of another account.',
			'application_fee_percent',
		);
	const method = params.default_payment_method
		? needPaymentMethod(shop, params.default_payment_method)
		: null;
	if (method && method.customer !== customer.id)
		throw refused(
			'The customer does not have a payment method with this ID.',
			'default_payment_method',
		);
	return method;
}

function settingsOf(
	shop: Shop,
	params: Start,
	customer: Stripe.Customer,
): Partial<Stripe.Subscription> {
	const { collection_method: collects = 'charge_automatically', trial_settings: trial } = params;
	const method = methodOf(shop, params, customer);
	return {
		application: shop.account === shop.world.platform ? null : 'ca_local',
		application_fee_percent: params.application_fee_percent || null,
		automatic_tax: {
			...{ disabled_reason: null, enabled: params.automatic_tax?.enabled === true },
			liability: params.automatic_tax?.enabled ? { type: 'self' } : null,
		},
		billing_mode: { flexible: { proration_discounts: 'included' }, type: 'flexible' },
		billing_schedules: [],
		cancellation_details: {
			...{ comment: null, feedback: null, feedback_option: null, reason: null },
		} as Stripe.Subscription.CancellationDetails,
		collection_method: collects,
		days_until_due: params.days_until_due ?? (collects === 'send_invoice' ? 30 : null),
		default_payment_method: method?.id ?? null,
		default_tax_rates: ratesOf(shop, params.default_tax_rates || []),
		description: params.description ?? null,
		discounts: [],
		invoice_settings: {
			account_tax_ids: params.invoice_settings?.account_tax_ids || null,
			custom_fields: params.invoice_settings?.custom_fields || null,
			...{ description: null, footer: params.invoice_settings?.footer || null },
			issuer: { type: 'self' },
		} as Stripe.Subscription.InvoiceSettings,
		metadata: mergeMetadata(null, params.metadata),
		payment_settings: {
			...{ payment_method_options: null, payment_method_types: null },
			save_default_payment_method: params.payment_settings?.save_default_payment_method ?? 'off',
		},
		trial_settings: {
			end_behavior: {
				billing_cycle_anchor: trial?.end_behavior.billing_cycle_anchor ?? null,
				missing_payment_method: trial?.end_behavior.missing_payment_method ?? 'create_invoice',
			},
		},
	};
}

function cancelOf(params: Start, periodEnd: number): Partial<Stripe.Subscription> {
	const at = params.cancel_at_period_end
		? periodEnd
		: typeof params.cancel_at === 'number'
			? params.cancel_at
			: null;
	return { cancel_at: at, cancel_at_period_end: params.cancel_at_period_end === true };
}

function trialEndOf(params: Start, prices: readonly Stripe.Price[], now: number): number | null {
	const { trial_end: end, trial_period_days: days, trial_from_plan: fromPlan } = params;
	if (end !== undefined && days !== undefined)
		throw refused('You may only specify one of trial_end and trial_period_days.', 'trial_end');
	if (typeof end === 'number') {
		if (end <= now)
			throw refused(
				'Invalid timestamp: must be an integer Unix timestamp in the future.',
				'trial_end',
			);
		return end;
	}
	const priceDays = fromPlan ? (prices[0]?.recurring?.trial_period_days ?? 0) : 0;
	const wanted = days ?? priceDays;
	return end === 'now' || !(wanted > 0) ? null : now + wanted * DAY;
}

function anchorOf(params: Start, now: number): number | null {
	const { billing_cycle_anchor: anchor, billing_cycle_anchor_config: config } = params;
	if (anchor !== undefined) {
		if (anchor < now)
			throw refused('billing_cycle_anchor must be in the future.', 'billing_cycle_anchor');
		return anchor;
	}
	if (config === undefined) return null;
	const from = new Date(now * 1000);
	const noon = {
		hour: from.getUTCHours(),
		minute: from.getUTCMinutes(),
		second: from.getUTCSeconds(),
	};
	const { hour, minute, second } = { ...noon, ...config };
	for (let month = from.getUTCMonth(); ; month += 1) {
		const last = new Date(Date.UTC(from.getUTCFullYear(), month + 1, 0)).getUTCDate();
		const day = Math.min(config.day_of_month, last);
		const at = Date.UTC(from.getUTCFullYear(), month, day, hour, minute, second) / 1000;
		if (at > now) return at;
	}
}

/** The first period, cut to the second when the anchor lies within it. */
function firstLines(shop: Shop, subscription: Stripe.Subscription, trials: boolean): DrawnLine[] {
	const period = periodOf(subscription);
	const lines = itemLines(shop, subscription, period, trials);
	const whole = periodAround(
		...([subscription.items.data, subscription.billing_cycle_anchor, period.start] as const),
	);
	if (trials || period.start <= whole.start) return lines;
	return lines.map((line) => ({
		...line,
		amount: share(line.amount, period.end - period.start, whole.end - whole.start),
		proration: true,
	}));
}

/** One-time prices on the first invoice. */
function extraLines(
	shop: Shop,
	params: Start,
	{ id, currency, default_tax_rates }: Stripe.Subscription,
) {
	const now = shop.now();
	return (params.add_invoice_items ?? []).map((given): DrawnLine => {
		const price = given.price_data
			? makePrice(shop, given.price_data as Stripe.PriceCreateParams)
			: shop.need('price', given.price ?? '', 'add_invoice_items');
		const unit = amountIn(price, currency) ?? 0;
		const quantity = given.quantity ?? 1;
		return {
			...{
				amount: unit * quantity,
				price,
				quantity,
				unitAmount: unit,
				description: nameOf(shop, price),
			},
			...{ period: { start: now, end: now }, subscription: id, subscriptionItem: null },
			...{ invoiceItem: null, proration: false, discountable: true },
			taxRates: ratesOf(shop, given.tax_rates || default_tax_rates),
		};
	});
}

function collectFirst(
	shop: Shop,
	{ id }: Stripe.Subscription,
	open: Stripe.Invoice,
	params: Start,
	pays: PayOptions,
): Stripe.Subscription {
	const subscription = shop.need('subscription', id);
	if (open.status === 'paid') return subscription;
	if (params.collection_method === 'send_invoice')
		return changeStatus(shop, subscription, 'active');
	if (subscription.status === 'incomplete')
		shop.later('subscription.expire', id, shop.now() + INCOMPLETE_SECONDS);
	if (params.payment_behavior === 'default_incomplete') return subscription;
	const { error } = payInvoice(shop, open, pays);
	if (error && params.payment_behavior === 'error_if_incomplete')
		throw Object.assign(error, { facts: { ...error.facts, status: 402, keeps: false } });
	return shop.need('subscription', idOf(subscription) ?? '');
}
