import type Stripe from 'stripe';
import { isSame, lister } from '../engine/lists.ts';
import { mergeMetadata } from '../engine/metadata.ts';
import { part, route, type Call } from '../engine/routes.ts';
import { refused } from '../engine/stripe-error.ts';
import { needCustomer } from './customers.ts';
import { makePending } from './pending-items.ts';
import { amountIn, decimal } from './prices.ts';
import { ratesOf } from './taxes.ts';

function createItem(call: Call<Stripe.InvoiceItemCreateParams>) {
	const { params } = call;
	const customer = needCustomer(call.shop, params.customer ?? '');
	const shop = call.shop.on(customer.test_clock);
	if (params.invoice) throw refused('The stand-in puts items on the next invoice only.', 'invoice');
	const price = params.pricing?.price ? shop.need('price', params.pricing.price, 'pricing') : null;
	const currency = (params.currency ?? price?.currency ?? customer.currency ?? 'usd').toLowerCase();
	const { quantity = 1 } = params;
	const unit =
		(price ? amountIn(price, currency) : null) ??
		(params.unit_amount_decimal ? Number(String(params.unit_amount_decimal)) : null);
	const amount = params.amount ?? (unit === null ? null : unit * quantity);
	if (amount === null)
		throw refused('Missing required param: amount.', 'amount', 'parameter_missing');
	return makePending(shop, {
		...{ amount, currency, customer: customer.id, quantity },
		description: params.description ?? null,
		discountable: params.discountable ?? amount >= 0,
		metadata: mergeMetadata(null, params.metadata),
		...(params.period && { period: params.period }),
		tax_rates: ratesOf(shop, params.tax_rates),
		parent: params.subscription
			? {
					type: 'subscription_details',
					subscription_details: { subscription: params.subscription },
				}
			: null,
		pricing: {
			type: 'price_details',
			...(price && { price_details: { price: price.id, product: price.product as string } }),
			unit_amount_decimal: decimal(unit ?? amount),
		},
	});
}

function deleteItem(call: Call) {
	const item = call.shop.need('invoiceitem', part(call));
	if (item.invoice !== null) throw refused('You may not delete an item that is on an invoice.');
	call.shop.drop('invoiceitem', item.id);
	call.shop.tell('invoiceitem.deleted', item);
	return { id: item.id, object: 'invoiceitem', deleted: true };
}

const fits = (item: Stripe.InvoiceItem, params: Stripe.InvoiceItemListParams): boolean =>
	isSame(item.customer, params.customer) &&
	(params.pending === undefined || (item.invoice === null) === params.pending) &&
	(params.invoice === undefined || item.invoice === params.invoice);

const PATH = '/v1/invoiceitems';
export const INVOICE_ITEMS = [
	route('POST', PATH, 'InvoiceItemCreateParams', createItem),
	route('GET', PATH, 'InvoiceItemListParams', lister('invoiceitem', fits)),
	route('GET', `${PATH}/:id`, null, (call) => call.shop.need('invoiceitem', part(call))),
	route('DELETE', `${PATH}/:id`, null, deleteItem),
];
