import type Stripe from 'stripe';
import { lister, page, type Paging } from '../engine/lists.ts';
import { part, route, type Call } from '../engine/routes.ts';
import type { Shop } from '../engine/shop.ts';
import { StripeError } from '../engine/stripe-error.ts';

/** What an identifier of each kind looks like; kinds that are not listed are taken as they come. */
const FORMS: Readonly<Record<string, RegExp>> = {
	eu_vat:
		/^(?:AT|BE|BG|CY|CZ|DE|DK|EE|EL|ES|FI|FR|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK|XI)[0-9A-Z+*]{2,12}$/,
	gb_vat: /^(?:GB)?(?:\d{9}|\d{12})$/,
	ch_vat: /^CHE-?\d{3}\.?\d{3}\.?\d{3}/,
	us_ein: /^\d{2}-?\d{7}$/,
};

/**
 * Keeps a tax identifier of a customer. What Stripe asks a register is settled by the last digit: 0 is unknown there, 5 is
 * asked still. Only what registers of the European Union and the United Kingdom know is asked for.
 */
export function makeTaxId(shop: Shop, customer: string, type: string, value: string): Stripe.TaxId {
	const taxId = shop.make('tax_id', {
		...{ ...fieldsOf(type, value), customer },
		owner: { type: 'customer', customer, customer_account: null },
	});
	shop.tell('customer.tax_id.created', taxId);
	return taxId;
}

/** The register's answer to a number that it was asked about, as the page of an account has it come. */
export function verifyTaxId(shop: Shop, taxId: Stripe.TaxId, status: 'unverified' | 'verified') {
	const verification = { status, verified_address: null, verified_name: null };
	const updated = shop.patch('tax_id', taxId, { verification });
	shop.tell('customer.tax_id.updated', updated, { verification: taxId.verification });
	return updated;
}

function fieldsOf(type: string, value: string): Partial<Stripe.TaxId> {
	const plain = value.replaceAll(/\s/g, '').toUpperCase();
	if (FORMS[type] && !FORMS[type].test(plain))
		throw new StripeError('Invalid value for ' + type + '.', {
			code: 'tax_id_invalid',
			param: 'value',
		});
	return {
		...{ type: type as Stripe.TaxId.Type, value: plain },
		country: type === 'us_ein' ? 'US' : plain.slice(0, 2),
		verification: {
			...{ status: statusOf(type, plain), verified_address: null, verified_name: null },
		},
	};
}

function statusOf(type: string, plain: string): Stripe.TaxId.Verification.Status {
	if (type !== 'eu_vat' && type !== 'gb_vat') return 'unavailable';
	if (plain.endsWith('0')) return 'unverified';
	return plain.endsWith('5') ? 'pending' : 'verified';
}

/** A number of the account itself, for its bills; nobody is asked about it. */
function makeOwn({ shop, params }: Call<Stripe.TaxIdCreateParams>): Stripe.TaxId {
	return shop.make('tax_id', {
		...{ ...fieldsOf(params.type, params.value), customer: null },
		owner: { type: 'self', customer_account: null },
		verification: null,
	});
}

function needTaxId(call: Call): Stripe.TaxId {
	return call.shop.need('tax_id', part(call, 'tax'));
}

function deleteTaxId(call: Call) {
	const taxId = needTaxId(call);
	call.shop.drop('tax_id', taxId.id);
	call.shop.tell('customer.tax_id.deleted', taxId);
	return { id: taxId.id, object: 'tax_id', deleted: true };
}

const PATH = '/v1/customers/:id/tax_ids';
const OWN = '/v1/tax_ids';
export const TAX_IDS = [
	route('POST', OWN, 'TaxIdCreateParams', makeOwn),
	route(
		'GET',
		OWN,
		'TaxIdListParams',
		lister('tax_id', ({ customer }) => customer === null),
	),
	route('GET', `${OWN}/:id`, null, (call) => call.shop.need('tax_id', part(call))),
	route('POST', PATH, 'CustomerCreateTaxIdParams', (call: Call<Stripe.CustomerCreateTaxIdParams>) =>
		makeTaxId(
			call.shop,
			call.shop.need('customer', part(call)).id,
			call.params.type,
			call.params.value,
		),
	),
	route('GET', PATH, 'CustomerListPaymentMethodsParams', (call: Call<Paging>) =>
		page(call, call.shop.by('tax_id', 'customer', part(call))),
	),
	route('GET', `${PATH}/:tax`, null, needTaxId),
	route('DELETE', `${PATH}/:tax`, null, deleteTaxId),
];
