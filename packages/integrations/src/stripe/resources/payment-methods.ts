import type Stripe from 'stripe';
import { isSame, lister, type Paging } from '../engine/lists.ts';
import { mergeMetadata } from '../engine/metadata.ts';
import { part, route, type Call } from '../engine/routes.ts';
import { idOf, type Shop } from '../engine/shop.ts';
import { missing, refused } from '../engine/stripe-error.ts';
import {
	checkCard,
	declineError,
	fateOf,
	numberOfToken,
	showCard,
	type CardFacts,
} from './cards.ts';

type BillingDetails = Partial<Stripe.PaymentMethod.BillingDetails>;
const NO_ADDRESS = {
	city: null,
	country: null,
	line1: null,
	line2: null,
	postal_code: null,
	state: null,
};

/** A card that belongs to nobody yet. */
export function makeCard(shop: Shop, card: CardFacts, details: BillingDetails = {}) {
	checkCard(card, shop.now());
	const made = shop.make('payment_method', {
		type: 'card',
		allow_redisplay: 'unspecified',
		billing_details: {
			...{ address: NO_ADDRESS, email: null, name: null, phone: null, tax_id: null },
			...details,
		},
		card: showCard(card),
		metadata: {},
	});
	shop.put('own.card', { id: made.id, number: card.number, agreed: false });
	return made;
}

/** The payment method of this id; a token such as `pm_card_visa` becomes a new one. */
export function needPaymentMethod(shop: Shop, id: string, param = 'payment_method') {
	const number = numberOfToken(id);
	if (number === undefined) return shop.need('payment_method', id, param);
	const year = new Date(shop.now() * 1000).getUTCFullYear() + 1;
	return makeCard(shop, { number, exp_month: 12, exp_year: year });
}

/** Keeps a payment method for a customer, if its bank lets it be kept. */
export function attach(shop: Shop, method: Stripe.PaymentMethod, customer: string) {
	const owner = idOf(method.customer);
	if (owner === customer) return method;
	if (owner !== null)
		throw refused('The payment method you provided has already been attached to a customer.');
	const { decline, attaches } = fateOf(shop, method.id);
	if (decline !== null && !attaches) throw declineError(decline, {});
	const attached = shop.patch('payment_method', method, { customer });
	shop.tell('payment_method.attached', attached);
	return attached;
}

function createMethod({ shop, params }: Call<Stripe.PaymentMethodCreateParams>) {
	if (params.type !== 'card') throw refused('Only cards are known here.', 'type');
	const card = params.card as Partial<CardFacts & { token: string }> | undefined;
	const number = card?.number ?? numberOfToken(card?.token ?? '');
	if (number === undefined) throw refused('Missing required param: card[number].', 'card[number]');
	const year = new Date(shop.now() * 1000).getUTCFullYear() + 1;
	const { exp_month = 12, exp_year = year } = card ?? {};
	const details = (params.billing_details ?? {}) as BillingDetails;
	const made = makeCard(shop, { number, exp_month, exp_year }, withAddress(details));
	return shop.patch('payment_method', made, { metadata: mergeMetadata(null, params.metadata) });
}

const withAddress = (details: BillingDetails): BillingDetails =>
	details.address ? { ...details, address: { ...NO_ADDRESS, ...details.address } } : details;

function updateMethod(call: Call<Stripe.PaymentMethodUpdateParams>) {
	const { shop, params } = call;
	const method = shop.need('payment_method', part(call));
	const updated = shop.patch('payment_method', method, {
		metadata: mergeMetadata(method.metadata, params.metadata),
		billing_details: {
			...method.billing_details,
			...withAddress((params.billing_details ?? {}) as BillingDetails),
		},
		...(params.card && method.card && { card: { ...method.card, ...(params.card as object) } }),
	});
	shop.tell('payment_method.updated', updated);
	return updated;
}

function attachMethod(call: Call<Stripe.PaymentMethodAttachParams>) {
	const { shop, params } = call;
	const customer = shop.need('customer', params.customer ?? '', 'customer');
	const own = shop.on(customer.test_clock);
	return attach(own, needPaymentMethod(own, part(call), 'payment_method'), customer.id);
}

function detachMethod(call: Call) {
	const { shop } = call;
	const method = shop.need('payment_method', part(call));
	if (method.customer === null)
		throw refused(
			'The payment method you provided is not attached to a customer so detachment is impossible.',
		);
	const detached = shop.patch('payment_method', method, { customer: null });
	const customer = shop.get('customer', idOf(method.customer));
	if (customer?.invoice_settings.default_payment_method === method.id)
		shop.patch('customer', customer, {
			invoice_settings: { ...customer.invoice_settings, default_payment_method: null },
		});
	shop.tell('payment_method.detached', detached, { customer: method.customer });
	return detached;
}

const listMethods = lister<'payment_method', Stripe.PaymentMethodListParams & Paging>(
	'payment_method',
	(method, { customer, type }) =>
		customer !== undefined && isSame(method.customer, customer) && isSame(method.type, type),
	['customer', 'customer'],
);

function listOfCustomer(call: Call<Stripe.CustomerListPaymentMethodsParams>) {
	const customer = part(call);
	if (call.shop.get('customer', customer) === undefined)
		throw missing('customer', customer, 'customer');
	return listMethods({ ...call, params: { ...call.params, customer } } as never);
}

const PATH = '/v1/payment_methods';
export const PAYMENT_METHODS = [
	route('POST', PATH, 'PaymentMethodCreateParams', createMethod),
	route('GET', PATH, 'PaymentMethodListParams', listMethods),
	route('GET', `${PATH}/:id`, null, (call) => call.shop.need('payment_method', part(call))),
	route('POST', `${PATH}/:id`, 'PaymentMethodUpdateParams', updateMethod),
	route('POST', `${PATH}/:id/attach`, 'PaymentMethodAttachParams', attachMethod),
	route('POST', `${PATH}/:id/detach`, null, detachMethod),
	route(
		'GET',
		'/v1/customers/:id/payment_methods',
		'CustomerListPaymentMethodsParams',
		listOfCustomer,
	),
];
