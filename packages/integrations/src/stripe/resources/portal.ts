import type Stripe from 'stripe';
import { lister } from '../engine/lists.ts';
import { mergeMetadata } from '../engine/metadata.ts';
import { part, route, type Call } from '../engine/routes.ts';
import { idOf, type Shop } from '../engine/shop.ts';
import { refused } from '../engine/stripe-error.ts';
import { needCustomer } from './customers.ts';

type Configuration = Stripe.BillingPortal.Configuration;
type Features = Configuration['features'];
type Given = Partial<Record<keyof Features, object>>;

const CONFIGURATION = 'billing_portal.configuration';

/** What a portal may do where nothing else is said: everything but switching plans, which needs to know them. */
const FEATURES = {
	customer_update: { allowed_updates: ['email'], enabled: false },
	invoice_history: { enabled: true },
	payment_method_update: { enabled: true, payment_method_configuration: null },
	subscription_cancel: {
		cancellation_reason: {
			...{ enabled: true, feedback_options: null },
			options: ['too_expensive', 'missing_features', 'switched_service', 'unused', 'other'],
		},
		...{ enabled: true, mode: 'at_period_end', proration_behavior: 'none' },
	},
	subscription_pause: { duration: { interval_options: [], type: 'indefinite' }, enabled: false },
	subscription_update: {
		...{
			billing_cycle_anchor: null,
			default_allowed_updates: ['price'],
			enabled: false,
			products: [],
		},
		...{ proration_behavior: 'create_prorations', trial_update_behavior: 'end_trial' },
		schedule_at_period_end: { conditions: [] },
	},
} as unknown as Features;

function merge(old: Features, given: Given | undefined): Features {
	const names = Object.keys(old) as (keyof Features)[];
	const merged = names.map((name) => [name, { ...old[name], ...noNulls(given?.[name] ?? {}) }]);
	return Object.fromEntries(merged) as unknown as Features;
}

const noNulls = (given: object): object =>
	Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));

function makeConfiguration(
	shop: Shop,
	given: Partial<Stripe.BillingPortal.ConfigurationCreateParams>,
	isDefault: boolean,
) {
	const { features, business_profile: profile } = given;
	const made = shop.make(CONFIGURATION, {
		...{ active: true, is_default: isDefault, name: given.name || null, updated: shop.now() },
		business_profile: {
			...{ headline: null, privacy_policy_url: null, terms_of_service_url: null },
			...profile,
		} as Configuration['business_profile'],
		default_return_url: given.default_return_url || null,
		features: withLimits(merge(FEATURES, features as Given)),
		login_page: { enabled: false, url: null },
		metadata: mergeMetadata(null, given.metadata),
	});
	shop.tell('billing_portal.configuration.created', made);
	return made;
}

const NO_QUANTITY = { enabled: false, maximum: null, minimum: 1 };

/** Products say whether their quantity may change. */
function withLimits(features: Features): Features {
	const products = features.subscription_update.products?.map((product) => ({
		...product,
		adjustable_quantity: { ...NO_QUANTITY, ...(product.adjustable_quantity as object) },
	}));
	return {
		...features,
		subscription_update: { ...features.subscription_update, products: products ?? [] },
	} as Features;
}

function updateConfiguration(call: Call<Stripe.BillingPortal.ConfigurationUpdateParams>) {
	const { shop, params } = call;
	const old = shop.need(CONFIGURATION, part(call));
	const updated = shop.patch(CONFIGURATION, old, {
		...(params.active !== undefined && { active: params.active }),
		...(params.default_return_url !== undefined && {
			default_return_url: params.default_return_url || null,
		}),
		features: withLimits(merge(old.features, params.features as Given)),
		metadata: mergeMetadata(old.metadata, params.metadata),
		updated: shop.now(),
	});
	shop.tell('billing_portal.configuration.updated', updated);
	return updated;
}

function createSession({ shop, params }: Call<Stripe.BillingPortal.SessionCreateParams>) {
	const customer = needCustomer(shop, params.customer ?? '');
	const wanted = params.configuration
		? shop.need(CONFIGURATION, params.configuration, 'configuration')
		: shop.all(CONFIGURATION).find((one) => one.is_default);
	const configuration = wanted ?? makeConfiguration(shop, {}, true);
	const back = params.return_url ?? configuration.default_return_url;
	const id = shop.world.ids.next('bps');
	const session = shop.make('billing_portal.session', {
		...{ id, configuration: configuration.id, customer: customer.id, return_url: back },
		flow: params.flow_data ? flowOf(shop, params.flow_data) : null,
		locale: params.locale ?? null,
		url: `${shop.world.pagesUrl}/dev/stripe/portal/${shop.account}-${id}`,
	});
	shop.tell('billing_portal.session.created', session);
	return session;
}

function flowOf(
	shop: Shop,
	given: Stripe.BillingPortal.SessionCreateParams.FlowData,
): Stripe.BillingPortal.Session.Flow {
	const named = given.subscription_cancel ?? given.subscription_update ?? given.subscription_pause;
	const id = named?.subscription ?? given.subscription_update_confirm?.subscription;
	if (given.type.startsWith('subscription') && !id)
		throw refused('This flow needs a subscription.', 'flow_data');
	if (id) shop.need('subscription', id, 'flow_data');
	const after = given.after_completion;
	return {
		after_completion: {
			hosted_confirmation: null,
			redirect: after?.redirect ? { return_url: after.redirect.return_url } : null,
			type: after?.type ?? 'portal_homepage',
		},
		...{ customer_update: null, subscription_cancel: null, subscription_pause: null },
		...{ subscription_update: null, subscription_update_confirm: null, type: given.type },
		...(given.subscription_cancel && {
			subscription_cancel: { retention: null, subscription: idOf(id) ?? '' },
		}),
		...(given.subscription_pause && { subscription_pause: { subscription: idOf(id) ?? '' } }),
		...(given.subscription_update && { subscription_update: { subscription: idOf(id) ?? '' } }),
	} as Stripe.BillingPortal.Session.Flow;
}

const fits = (one: Configuration, params: Stripe.BillingPortal.ConfigurationListParams): boolean =>
	(params.active === undefined || one.active === params.active) &&
	(params.is_default === undefined || one.is_default === params.is_default);

const PATH = '/v1/billing_portal/configurations';
export const PORTAL = [
	route(
		...(['POST', PATH, 'BillingPortal.ConfigurationCreateParams'] as const),
		({ shop, params }: Call<Stripe.BillingPortal.ConfigurationCreateParams>) =>
			makeConfiguration(shop, params, shop.all(CONFIGURATION).length === 0),
	),
	route('GET', PATH, 'BillingPortal.ConfigurationListParams', lister(CONFIGURATION, fits)),
	route('GET', `${PATH}/:id`, null, (call) => call.shop.need(CONFIGURATION, part(call))),
	route('POST', `${PATH}/:id`, 'BillingPortal.ConfigurationUpdateParams', updateConfiguration),
	route('POST', '/v1/billing_portal/sessions', 'BillingPortal.SessionCreateParams', createSession),
];
