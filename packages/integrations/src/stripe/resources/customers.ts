import type Stripe from 'stripe';
import { lister, page, type Paging } from '../engine/lists.ts';
import { mergeMetadata } from '../engine/metadata.ts';
import { part, route, type Call } from '../engine/routes.ts';
import { idOf, type Shop } from '../engine/shop.ts';
import { missing, refused } from '../engine/stripe-error.ts';
import { endSubscription } from './end-subscription.ts';
import { attach, needPaymentMethod } from './payment-methods.ts';
import { makeTaxId } from './tax-ids.ts';

type Given = Stripe.CustomerCreateParams & Stripe.CustomerUpdateParams;

/** A customer who is still there. */
export function needCustomer(shop: Shop, id: string, param = 'customer'): Stripe.Customer {
	const found = shop.need('customer', id, param);
	if ('deleted' in found) throw missing('customer', id, param);
	return found;
}

const TEXTS = [
	'name',
	'email',
	'phone',
	'description',
	'business_name',
	'individual_name',
] as const;
const NO_ADDRESS = {
	city: null,
	country: null,
	line1: null,
	line2: null,
	postal_code: null,
	state: null,
};

function fieldsOf(old: Stripe.Customer | null, params: Given): Partial<Stripe.Customer> {
	const fields: Record<string, unknown> = {
		metadata: mergeMetadata(old?.metadata ?? null, params.metadata),
	};
	for (const name of TEXTS) if (params[name] !== undefined) fields[name] = params[name] || null;
	if (params.address !== undefined)
		fields['address'] = params.address ? { ...NO_ADDRESS, ...params.address } : null;
	if (params.balance !== undefined) fields['balance'] = params.balance;
	if (params.tax_exempt !== undefined) fields['tax_exempt'] = params.tax_exempt || 'none';
	if (params.preferred_locales) fields['preferred_locales'] = params.preferred_locales;
	if (params.invoice_settings)
		fields['invoice_settings'] = {
			...(old?.invoice_settings ?? NO_SETTINGS),
			...params.invoice_settings,
		};
	return fields;
}

const NO_SETTINGS = {
	custom_fields: null,
	default_payment_method: null,
	footer: null,
	rendering_options: null,
};

/** A new customer, as the API and the checkout page make one. */
export function makeCustomer(shop: Shop, params: Stripe.CustomerCreateParams): Stripe.Customer {
	if (params.test_clock) shop.need('test_helpers.test_clock', params.test_clock, 'test_clock');
	const own = shop.on(params.test_clock ?? shop.clock);
	const customer = own.make('customer', {
		...{ address: null, balance: 0, currency: null, delinquent: false, discount: null },
		...{ email: null, name: null, phone: null, preferred_locales: [], tax_exempt: 'none' },
		invoice_settings: NO_SETTINGS,
		invoice_prefix: own.world.ids.next('p').slice(-8).toUpperCase(),
		next_invoice_sequence: 1,
		test_clock: own.clock,
		...fieldsOf(null, params as Given),
	});
	own.tell('customer.created', customer);
	for (const { type, value } of params.tax_id_data ?? []) makeTaxId(own, customer.id, type, value);
	if (params.payment_method)
		attach(own, needPaymentMethod(own, params.payment_method), customer.id);
	return customer;
}

function updateCustomer(call: Call<Stripe.CustomerUpdateParams>) {
	const { shop, params } = call;
	const old = needCustomer(shop, part(call), 'id');
	const wanted = params.invoice_settings?.default_payment_method;
	if (wanted && shop.need('payment_method', wanted).customer !== old.id)
		throw refused('The customer does not have a payment method with this ID.', 'invoice_settings');
	return changeCustomer(shop.on(old.test_clock), old, fieldsOf(old, params as Given));
}

/** Replaces fields and tells of those that are not what they were. */
export function changeCustomer(shop: Shop, old: Stripe.Customer, fields: Partial<Stripe.Customer>) {
	const updated = shop.patch('customer', old, fields);
	const keys = Object.keys(fields) as (keyof Stripe.Customer)[];
	const changed = keys.filter((key) => JSON.stringify(old[key]) !== JSON.stringify(updated[key]));
	const previous = Object.fromEntries(changed.map((key) => [key, old[key]]));
	if (changed.length > 0) shop.tell('customer.updated', updated, previous);
	return updated;
}

function deleteCustomer(call: Call) {
	const customer = needCustomer(call.shop, part(call), 'id');
	const shop = call.shop.on(customer.test_clock);
	for (const subscription of shop.by('subscription', 'customer', customer.id))
		if (!['canceled', 'incomplete_expired'].includes(subscription.status))
			endSubscription(shop, subscription);
	for (const method of shop.by('payment_method', 'customer', customer.id))
		shop.patch('payment_method', method, { customer: null });
	const gone = { id: customer.id, object: 'customer', deleted: true };
	shop.put('customer', gone as unknown as Stripe.Customer);
	shop.tell('customer.deleted', customer);
	return gone;
}

function fits(customer: Stripe.Customer, params: Stripe.CustomerListParams): boolean {
	if ('deleted' in customer) return false;
	if (params.email !== undefined && customer.email !== params.email) return false;
	// What lives on a test clock is listed only when it is asked for.
	return (idOf(customer.test_clock) ?? undefined) === params.test_clock;
}

/** `email:"a@b.c"`, `name:"x"` and `metadata["key"]:"value"`, joined by AND. */
function searchCustomers(call: Call<Stripe.CustomerSearchParams>) {
	const terms = [
		...call.params.query.matchAll(/\b([a-z_]{1,40})(?:\["([^"]{1,40})"\])? ?: ?"([^"]*)"/g),
	];
	if (terms.length === 0) throw refused('Your query could not be parsed.', 'query');
	const found = call.shop.all('customer').filter(
		(customer) =>
			!('deleted' in customer) &&
			terms.every(([, field = '', key, value]) => {
				const has = key ? customer.metadata[key] : customer[field as 'email'];
				return has?.toLowerCase() === value?.toLowerCase();
			}),
	);
	const { data, has_more, url } = page(call as Call<Paging>, found);
	return { object: 'search_result', data, has_more, url, next_page: null };
}

function adjustBalance(call: Call<Stripe.CustomerCreateBalanceTransactionParams>) {
	const customer = needCustomer(call.shop, part(call), 'id');
	const { amount, currency, description, metadata } = call.params;
	return moveBalance(call.shop.on(customer.test_clock), customer, {
		...{ amount, currency, type: 'adjustment', description: description ?? null },
		metadata: mergeMetadata(null, metadata),
	});
}

/** Credits (negative) or debits a customer's balance, and writes it down. */
export function moveBalance(
	shop: Shop,
	customer: Stripe.Customer,
	given: Partial<Stripe.CustomerBalanceTransaction> & { amount: number },
) {
	const ending_balance = customer.balance + given.amount;
	changeCustomer(shop, customer, { balance: ending_balance });
	return shop.make('customer_balance_transaction', {
		...{ customer: customer.id, ending_balance, metadata: {} },
		...given,
	});
}

function listMoves(call: Call<Paging>) {
	const { id } = needCustomer(call.shop, part(call), 'id');
	return page(call, call.shop.by('customer_balance_transaction', 'customer', id));
}

const PATH = '/v1/customers';
const BALANCE = `${PATH}/:id/balance_transactions`;
export const CUSTOMERS = [
	route(
		'POST',
		PATH,
		'CustomerCreateParams',
		({ shop, params }: Call<Stripe.CustomerCreateParams>) => makeCustomer(shop, params),
	),
	route('GET', PATH, 'CustomerListParams', lister('customer', fits)),
	route('GET', `${PATH}/search`, 'CustomerSearchParams', searchCustomers),
	route('GET', `${PATH}/:id`, null, (call) => call.shop.need('customer', part(call))),
	route('POST', `${PATH}/:id`, 'CustomerUpdateParams', updateCustomer),
	route('DELETE', `${PATH}/:id`, null, deleteCustomer),
	route('POST', BALANCE, 'CustomerCreateBalanceTransactionParams', adjustBalance),
	route('GET', BALANCE, 'CustomerListPaymentMethodsParams', listMoves),
];
