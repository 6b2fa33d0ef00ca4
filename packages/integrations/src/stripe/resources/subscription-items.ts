import type Stripe from 'stripe';
import { periodOf, type Interval, type Span } from '../engine/calendar.ts';
import { mergeMetadata } from '../engine/metadata.ts';
import { share } from '../engine/money.ts';
import { idOf, type Shop } from '../engine/shop.ts';
import { refused } from '../engine/stripe-error.ts';
import { lineRates, type DrawnLine } from './draw-invoice.ts';
import { amountIn, makePrice, planOf, withoutCurrencies } from './prices.ts';
import { ratesOf } from './taxes.ts';

export type ItemGiven = {
	price?: string;
	price_data?: object;
	quantity?: number;
	metadata?: Stripe.MetadataParam | '' | null;
	tax_rates?: string[] | '' | null;
	discounts?: unknown;
};

export type Period = Span;

/** The recurring price an item asks for. */
export function priceFor(shop: Shop, given: ItemGiven, currency: string): Stripe.Price {
	const price = given.price_data
		? makePrice(shop, given.price_data as Stripe.PriceCreateParams)
		: shop.need('price', given.price ?? '', 'items[0][price]');
	if (given.discounts)
		throw refused('The stand-in discounts whole subscriptions only.', 'items[0][discounts]');
	if (!price.active) throw refused('The price specified is inactive.', 'items[0][price]');
	if (price.recurring === null)
		throw refused(
			'The price specified is set to `type=one_time` but this field only accepts prices with `type=recurring`.',
			'items[0][price]',
		);
	amountIn(price, currency);
	return price;
}

/** An item of a subscription for one period. */
export function makeItem(
	shop: Shop,
	subscription: string,
	price: Stripe.Price,
	given: ItemGiven,
	period: Period,
): Stripe.SubscriptionItem {
	const quantity = given.quantity ?? 1;
	if (!Number.isInteger(quantity) || quantity < 0)
		throw refused(
			'Invalid non-negative integer',
			'items[0][quantity]',
			'parameter_invalid_integer',
		);
	return {
		...{ id: shop.world.ids.next('si'), object: 'subscription_item', created: shop.now() },
		...{ billing_thresholds: null, current_trial: null, discounts: [], subscription },
		...{ current_period_start: period.start, current_period_end: period.end, quantity },
		metadata: mergeMetadata(null, given.metadata),
		plan: planOf(price),
		price: withoutCurrencies(price),
		tax_rates: ratesOf(shop, given.tax_rates || []),
	};
}

/** All items of a subscription renew together here. */
export function rhythmOf(items: readonly Stripe.SubscriptionItem[]) {
	const { interval = 'month', interval_count = 1 } = items[0]?.price.recurring ?? {};
	for (const { price } of items)
		if (price.recurring?.interval !== interval || price.recurring.interval_count !== interval_count)
			throw refused('All items of a subscription need the same interval.', 'items');
	return { interval: interval as Interval, count: interval_count };
}

/** The whole period around a moment, counted from the anchor. */
export function periodAround(
	items: readonly Stripe.SubscriptionItem[],
	anchor: number,
	at: number,
): Period {
	const { interval, count } = rhythmOf(items);
	return periodOf(anchor, interval, count, at);
}

/** What the items cost for a period. */
export function itemLines(
	shop: Shop,
	subscription: Stripe.Subscription,
	period: Period,
	isTrial = false,
): DrawnLine[] {
	return subscription.items.data.map((item) => {
		const price = shop.get('price', item.price.id) ?? item.price;
		const unit = isTrial ? 0 : (amountIn(price, subscription.currency) ?? 0);
		const quantity = item.quantity ?? 1;
		return {
			...{ amount: unit * quantity, price, quantity, unitAmount: unit, period },
			description: describe(shop, item, subscription.currency, isTrial),
			...{ subscription: subscription.id, subscriptionItem: item.id, invoiceItem: null },
			...{ proration: false, discountable: true, metadata: item.metadata },
			taxRates: lineRates(shop, item.tax_rates, subscription.default_tax_rates),
		};
	});
}

/** What the items cost for a period to come: as much of it as there is before the day that ends them. */
export function renewalLines(
	shop: Shop,
	subscription: Stripe.Subscription,
	{ start, end }: Period,
): DrawnLine[] {
	const { cancel_at: last } = subscription;
	const lines = itemLines(shop, subscription, { start, end });
	if (last === null || last <= start || last >= end) return lines;
	return lines.map((line) => ({
		...{ ...line, period: { start, end: last }, proration: true },
		amount: share(line.amount, last - start, end - start),
	}));
}

function describe(shop: Shop, item: Stripe.SubscriptionItem, currency: string, isTrial: boolean) {
	const name = nameOf(shop, item.price);
	if (isTrial) return `Trial period for ${name}`;
	const price = shop.get('price', item.price.id) ?? item.price;
	const amount = showAmount(amountIn(price, currency) ?? 0, currency);
	return `${item.quantity ?? 1} × ${name} (at ${amount} / ${item.price.recurring?.interval})`;
}

/** The name of what a price is for. */
export const nameOf = (shop: Shop, price: Stripe.Price): string =>
	shop.get('product', idOf(price.product))?.name ?? 'Product';

const WHOLE = new Set([
	'bif',
	'clp',
	'djf',
	'gnf',
	'jpy',
	'kmf',
	'krw',
	'mga',
	'pyg',
	'rwf',
	'ugx',
	'vnd',
	'vuv',
	'xaf',
	'xof',
	'xpf',
]);

const formats = new Map<string, Intl.NumberFormat>();
const shown = new Map<string, string>();

const THOUSANDTHS = new Set(['bhd', 'jod', 'kwd', 'omr', 'tnd']);

/** An amount as people write it: `€5.00`, `¥500`. */
export function showAmount(amount: number, currency: string): string {
	const key = currency + amount;
	let text = shown.get(key);
	if (text === undefined) {
		const format = formats.get(currency) ?? formatOf(currency);
		text = format.format(
			amount / (WHOLE.has(currency) ? 1 : THOUSANDTHS.has(currency) ? 1_000 : 100),
		);
		// The same few prices are written again and again.
		if (shown.size > 1_000) shown.clear();
		shown.set(key, text);
	}
	return text;
}

function formatOf(currency: string): Intl.NumberFormat {
	const options = { style: 'currency', currency: currency.toUpperCase() } as const;
	const format = new Intl.NumberFormat('en', options);
	formats.set(currency, format);
	return format;
}
