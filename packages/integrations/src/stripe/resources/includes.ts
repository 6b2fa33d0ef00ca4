import type Stripe from 'stripe';
import type { Includes } from '../engine/expand.ts';
import { listOf } from '../engine/lists.ts';

/** Fields that are shown only when they are asked for. */
export const INCLUDES: Includes = {
	'customer.subscriptions': (shop, { id }: Stripe.Customer) =>
		listOf(shop.by('subscription', 'customer', id), `/v1/customers/${id}/subscriptions`),
	'customer.tax_ids': (shop, { id }: Stripe.Customer) =>
		listOf(shop.by('tax_id', 'customer', id), `/v1/customers/${id}/tax_ids`),
	'price.currency_options': (shop, { id }: Stripe.Price) => shop.get('price', id)?.currency_options,
};
