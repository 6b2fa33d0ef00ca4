import type Stripe from 'stripe';
import { lister } from '../engine/lists.ts';
import { part, route, type Call } from '../engine/routes.ts';
import { refused } from '../engine/stripe-error.ts';
import { makeProduct, productFields } from './make-product.ts';
import { makePrice } from './prices.ts';

function createProduct({ shop, params }: Call<Stripe.ProductCreateParams>) {
	const product = makeProduct(shop, params);
	const { default_price_data: data } = params;
	if (data === undefined) return product;
	const { id } = makePrice(shop, { ...(data as Stripe.PriceCreateParams), product: product.id });
	return shop.patch('product', product, { default_price: id });
}

function updateProduct(call: Call<Stripe.ProductUpdateParams>) {
	const { shop, params } = call;
	const old = shop.need('product', part(call));
	if (params.default_price) shop.need('price', params.default_price, 'default_price');
	const updated = shop.patch('product', old, {
		...productFields(old, params),
		updated: shop.now(),
		...(params.default_price !== undefined && { default_price: params.default_price || null }),
	});
	shop.tell('product.updated', updated);
	return updated;
}

function deleteProduct(call: Call) {
	const { shop } = call;
	const product = shop.need('product', part(call));
	if (shop.by('price', 'product', product.id).length > 0)
		throw refused('This product cannot be deleted because it has one or more user-created prices.');
	shop.drop('product', product.id);
	shop.tell('product.deleted', product);
	return { id: product.id, object: 'product', deleted: true };
}

const fits = (product: Stripe.Product, { active, ids, url }: Stripe.ProductListParams): boolean =>
	(active === undefined || product.active === active) &&
	(ids === undefined || ids.includes(product.id)) &&
	(url === undefined || product.url === url);

const PATH = '/v1/products';
export const PRODUCTS = [
	route('POST', PATH, 'ProductCreateParams', createProduct),
	route('GET', PATH, 'ProductListParams', lister('product', fits)),
	route('GET', `${PATH}/:id`, null, (call) => call.shop.need('product', part(call))),
	route('POST', `${PATH}/:id`, 'ProductUpdateParams', updateProduct),
	route('DELETE', `${PATH}/:id`, null, deleteProduct),
];
