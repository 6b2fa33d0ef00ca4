import type Stripe from 'stripe';
import { mergeMetadata } from '../engine/metadata.ts';
import type { Shop } from '../engine/shop.ts';
import { refused } from '../engine/stripe-error.ts';
import { amountIn, planOf, withoutCurrencies } from './prices.ts';
import { makeItem, priceFor, type ItemGiven } from './subscription-items.ts';
import { ratesOf } from './taxes.ts';

export type ItemChangeGiven = ItemGiven & { id?: string; deleted?: boolean };

/** An item before and after; one that is new or taken away has only one side. */
export type ItemChange = {
	before: Stripe.SubscriptionItem | null;
	after: Stripe.SubscriptionItem | null;
};

/** What an update makes of a subscription's items: those it does not name stay. */
export function changeItems(
	shop: Shop,
	subscription: Stripe.Subscription,
	given: readonly ItemChangeGiven[],
): ItemChange[] {
	const old = subscription.items.data;
	if (given.some((one) => one.discounts))
		throw refused('The stand-in discounts whole subscriptions only.', 'items[0][discounts]');
	const named = new Map(given.filter(({ id }) => id !== undefined).map((one) => [one.id, one]));
	for (const id of named.keys())
		if (!old.some((item) => item.id === id))
			throw refused(`No such subscription_item: '${id}'`, 'items');
	const kept = old.map((before): ItemChange => {
		const change = named.get(before.id);
		if (change === undefined) return { before, after: before };
		return { before, after: change.deleted ? null : changed(shop, subscription, before, change) };
	});
	const period = {
		start: old[0]?.current_period_start ?? 0,
		end: old[0]?.current_period_end ?? 0,
	};
	const added = given
		.filter(({ id }) => id === undefined)
		.map((one): ItemChange => {
			const price = priceFor(shop, one, subscription.currency);
			return { before: null, after: makeItem(shop, subscription.id, price, one, period) };
		});
	const changes = [...kept, ...added];
	if (changes.every(({ after }) => after === null))
		throw refused('A subscription must have at least one active plan.', 'items');
	return changes;
}

function changed(
	shop: Shop,
	subscription: Stripe.Subscription,
	before: Stripe.SubscriptionItem,
	given: ItemChangeGiven,
): Stripe.SubscriptionItem {
	const moves = given.price !== undefined || given.price_data !== undefined;
	const price = moves ? priceFor(shop, given, subscription.currency) : null;
	const { quantity = before.quantity ?? 1 } = given;
	if (!Number.isInteger(quantity) || quantity < 0)
		throw refused(
			'Invalid non-negative integer',
			'items[0][quantity]',
			'parameter_invalid_integer',
		);
	return {
		...before,
		...(price && { plan: planOf(price), price: withoutCurrencies(price) }),
		quantity,
		metadata: mergeMetadata(before.metadata, given.metadata),
		...(given.tax_rates !== undefined && { tax_rates: ratesOf(shop, given.tax_rates || []) }),
	};
}

/** Whether a change is one that money follows. */
export const costsOther = ({ before, after }: ItemChange): boolean =>
	before?.price.id !== after?.price.id || before?.quantity !== after?.quantity;

/** What items cost for a period. */
export const costOf = (
	shop: Shop,
	items: readonly Stripe.SubscriptionItem[],
	currency: string,
): number =>
	items.reduce((sum, item) => {
		const price = shop.get('price', item.price.id) ?? item.price;
		return sum + (amountIn(price, currency) ?? 0) * (item.quantity ?? 1);
	}, 0);
