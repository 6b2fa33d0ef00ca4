import type Stripe from 'stripe';
import { mergeMetadata } from '../engine/metadata.ts';
import { idOf, type Shop } from '../engine/shop.ts';
import { refused } from '../engine/stripe-error.ts';
import { costOf } from './change-items.ts';
import { redeem } from './discounts.ts';
import { needPaymentMethod } from './payment-methods.ts';
import { checkAutomaticTax } from './tax-settings.ts';
import { ratesOf } from './taxes.ts';

type Update = Stripe.SubscriptionUpdateParams;
type Fields = Partial<Stripe.Subscription>;

/** The fields of a subscription that an update sets without any money following. */
export function updateFields(shop: Shop, old: Stripe.Subscription, params: Update): Fields {
	const { description, default_tax_rates: rates, collection_method: collects } = params;
	checkAutomaticTax(shop, params);
	return {
		metadata: mergeMetadata(old.metadata, params.metadata),
		...(params.application_fee_percent !== undefined && {
			application_fee_percent: params.application_fee_percent || null,
		}),
		...(description !== undefined && { description: description || null }),
		...(rates !== undefined && { default_tax_rates: ratesOf(shop, rates || []) }),
		...(collects !== undefined && { collection_method: collects }),
		...(params.days_until_due !== undefined && { days_until_due: params.days_until_due }),
		...(params.automatic_tax && {
			automatic_tax: { ...old.automatic_tax, enabled: params.automatic_tax.enabled },
		}),
		...(params.invoice_settings && {
			invoice_settings: wordFields(old.invoice_settings, params.invoice_settings),
		}),
		...methodFields(shop, old, params),
		...cancelFields(shop, old, params),
		...pauseFields(params),
		...settingFields(old, params),
		...(params.discounts !== undefined && {
			discounts: redeem(shop, params.discounts || [], {
				...{ customer: idOf(old.customer), subscription: old.id, currency: old.currency },
				amount: costOf(shop, old.items.data, old.currency),
			}),
		}),
	};
}

/** An empty text takes back what was told. */
function wordFields(
	old: Stripe.Subscription.InvoiceSettings,
	wish: NonNullable<Update['invoice_settings']>,
): Stripe.Subscription.InvoiceSettings {
	const { issuer: _, ...given } = wish;
	const told = Object.entries(given).map(([name, value]) => [name, value || null]);
	return { ...old, ...(Object.fromEntries(told) as Partial<Stripe.Subscription.InvoiceSettings>) };
}

function methodFields(
	shop: Shop,
	old: Stripe.Subscription,
	{ default_payment_method: id }: Update,
): Fields {
	if (id === undefined) return {};
	if (!id) return { default_payment_method: null };
	const method = needPaymentMethod(shop, id);
	if (method.customer !== idOf(old.customer))
		throw refused(
			'The customer does not have a payment method with this ID.',
			'default_payment_method',
		);
	return { default_payment_method: method.id };
}

function cancelFields(shop: Shop, old: Stripe.Subscription, params: Update): Fields {
	const { cancel_at_period_end: atEnd, cancel_at: at, cancellation_details: details } = params;
	const end = old.items.data[0]?.current_period_end ?? null;
	const said = details && {
		cancellation_details: {
			...old.cancellation_details,
			...details,
		} as Stripe.Subscription.CancellationDetails,
	};
	if (atEnd === undefined && at === undefined) return { ...said };
	const day =
		at === undefined ? (atEnd ? end : null) : typeof at === 'number' ? at : at ? end : null;
	const reason = day === null ? null : 'cancellation_requested';
	return {
		cancel_at: day,
		cancel_at_period_end: atEnd ?? (day !== null && day === end),
		canceled_at: day === null ? null : shop.now(),
		cancellation_details: {
			...{ ...old.cancellation_details, ...details, reason },
			...(day === null && { comment: null, feedback: null }),
		} as Stripe.Subscription.CancellationDetails,
	};
}

function pauseFields({ pause_collection: pause }: Update): Fields {
	if (pause === undefined) return {};
	if (!pause) return { pause_collection: null };
	const { behavior, resumes_at = null } = pause;
	return { pause_collection: { behavior, resumes_at } };
}

function settingFields(old: Stripe.Subscription, params: Update): Fields {
	const { payment_settings: pays, trial_settings: trial } = params;
	return {
		...(pays?.save_default_payment_method && {
			payment_settings: {
				...({ payment_method_options: null, payment_method_types: null } as const),
				save_default_payment_method: pays.save_default_payment_method,
			},
		}),
		...(trial && {
			trial_settings: {
				end_behavior: {
					billing_cycle_anchor: trial.end_behavior.billing_cycle_anchor ?? null,
					missing_payment_method:
						trial.end_behavior.missing_payment_method ??
						old.trial_settings?.end_behavior.missing_payment_method ??
						'create_invoice',
				},
			},
		}),
	};
}
