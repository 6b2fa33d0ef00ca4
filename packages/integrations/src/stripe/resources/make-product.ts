import type Stripe from 'stripe';
import { mergeMetadata } from '../engine/metadata.ts';
import type { Shop } from '../engine/shop.ts';
import { StripeError } from '../engine/stripe-error.ts';

/** The fields of a product that parameters set. */
export function productFields(
	old: Stripe.Product | null,
	params: Stripe.ProductUpdateParams,
): Partial<Stripe.Product> {
	const { name, active, description, images, statement_descriptor, unit_label, url } = params;
	return {
		metadata: mergeMetadata(old?.metadata ?? null, params.metadata),
		...(name !== undefined && { name }),
		...(active !== undefined && { active }),
		...(description !== undefined && { description: description || null }),
		...(images !== undefined && { images: images || [] }),
		...(statement_descriptor !== undefined && { statement_descriptor }),
		...(unit_label !== undefined && { unit_label: unit_label || null }),
		...(url !== undefined && { url: url || null }),
		...(params.tax_code !== undefined && { tax_code: params.tax_code || null }),
		...(params.marketing_features && {
			marketing_features: params.marketing_features as Stripe.Product.MarketingFeature[],
		}),
	};
}

/** A new product, also for a price that describes its own. */
export function makeProduct(shop: Shop, params: Stripe.ProductCreateParams): Stripe.Product {
	if (params.id !== undefined && shop.get('product', params.id) !== undefined)
		throw new StripeError('Product already exists.', { code: 'resource_already_exists' });
	const product = shop.make('product', {
		...(params.id !== undefined && { id: params.id }),
		...{ active: true, images: [], marketing_features: [], type: 'service' },
		updated: shop.now(),
		...productFields(null, params),
	});
	shop.tell('product.created', product);
	return product;
}
