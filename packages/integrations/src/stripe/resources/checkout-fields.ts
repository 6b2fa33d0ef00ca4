import type Stripe from 'stripe';
import { mergeMetadata } from '../engine/metadata.ts';
import type { Shop } from '../engine/shop.ts';
import type { SessionParams, SessionSums } from './checkout-pricing.ts';

const NO_TEXT = {
	after_submit: null,
	shipping_address: null,
	submit: null,
	terms_of_service_acceptance: null,
};

/** What a new session shows of what it was asked for. */
export function sessionFields(
	shop: Shop,
	params: SessionParams,
	customer: Stripe.Customer | null,
): Partial<Stripe.Checkout.Session> {
	const { mode = 'payment', customer_email: email } = params;
	return {
		...{
			mode,
			status: 'open',
			payment_status: mode === 'setup' ? 'no_payment_required' : 'unpaid',
		},
		allow_promotion_codes: params.allow_promotion_codes ?? null,
		automatic_tax: {
			...{ enabled: params.automatic_tax?.enabled === true, liability: null, provider: null },
			status: null,
		},
		custom_text: { ...NO_TEXT, ...params.custom_text } as Stripe.Checkout.Session.CustomText,
		customer: customer?.id ?? null,
		customer_creation:
			customer || mode === 'setup'
				? null
				: (params.customer_creation ?? (mode === 'subscription' ? 'always' : 'if_required')),
		customer_email: email ?? null,
		customer_details: customer ? detailsOf(shop, customer) : null,
		discounts: (params.discounts ?? []).map(({ coupon, promotion_code: code }) => ({
			...{ coupon: coupon ?? null, promotion_code: code ?? null },
		})),
		metadata: mergeMetadata(null, params.metadata),
		...fixedFields(params),
		payment_method_collection:
			params.payment_method_collection ?? (mode === 'subscription' ? 'always' : 'if_required'),
		...(params.tax_id_collection?.enabled && {
			tax_id_collection: {
				...{ enabled: true, required: params.tax_id_collection.required ?? 'never' },
			},
		}),
		...(mode === 'payment' && params.invoice_creation && { invoice_creation: INVOICED(params) }),
	};
}

const INVOICED = ({ invoice_creation: given }: SessionParams) =>
	({
		enabled: given?.enabled === true,
		invoice_data: {
			account_tax_ids: given?.invoice_data?.account_tax_ids ?? null,
			custom_fields: given?.invoice_data?.custom_fields ?? null,
			...{ footer: given?.invoice_data?.footer ?? null, issuer: null },
			...{ description: given?.invoice_data?.description ?? null, rendering_options: null },
			metadata: mergeMetadata(null, given?.invoice_data?.metadata),
		},
	}) as Stripe.Checkout.Session.InvoiceCreation;

const fixedFields = (params: SessionParams): Partial<Stripe.Checkout.Session> => ({
	...{ custom_fields: [], payment_method_types: ['card'], shipping_options: [] },
	...{ phone_number_collection: { enabled: false }, ui_mode: 'hosted_page' },
	billing_address_collection: params.billing_address_collection ?? null,
	cancel_url: params.cancel_url ?? null,
	client_reference_id: params.client_reference_id ?? null,
	locale: params.locale ?? null,
	submit_type: params.submit_type ?? null,
	success_url: params.success_url ?? null,
});

/** What is known of the buyer. */
export const detailsOf = (
	shop: Shop,
	customer: Stripe.Customer,
): Stripe.Checkout.Session.CustomerDetails => ({
	...{ address: customer.address ?? null, business_name: null, email: customer.email },
	...{ individual_name: null, name: customer.name ?? null, phone: customer.phone ?? null },
	tax_exempt: customer.tax_exempt ?? 'none',
	tax_ids: shop
		.by('tax_id', 'customer', customer.id)
		.map(({ type, value }) => ({ type, value })) as Stripe.Checkout.Session.CustomerDetails.TaxId[],
});

/** The sums a session shows. */
export const sumFields = (sums: SessionSums | null): Partial<Stripe.Checkout.Session> =>
	sums === null
		? {}
		: {
				...{ currency: sums.currency, amount_subtotal: sums.subtotal, amount_total: sums.total },
				total_details: {
					...{ amount_discount: sums.discount, amount_shipping: 0, amount_tax: sums.tax },
				},
			};
