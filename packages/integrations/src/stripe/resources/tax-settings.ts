import type Stripe from 'stripe';
import { route, type Call } from '../engine/routes.ts';
import type { Shop } from '../engine/shop.ts';
import { StripeError } from '../engine/stripe-error.ts';

type Given = Stripe.Tax.SettingsUpdateParams;
/** An account has one of them, which Stripe gives no name. */
const NAME = 'tax.settings';
const NOTHING: Stripe.Address = {
	...{ city: null, country: null, line1: null, line2: null, postal_code: null, state: null },
};

/** How an account's tax is worked out: by nobody until it is told where the account is at home. */
function taxSettings(shop: Shop): Stripe.Tax.Settings {
	const given = (shop.get('own.note', NAME)?.given ?? {}) as Given;
	const { address } = given.head_office ?? {};
	const isActive = Boolean(address?.country);
	return {
		object: 'tax.settings',
		defaults: {
			...{ provider: 'stripe', tax_behavior: given.defaults?.tax_behavior ?? null },
			tax_code: given.defaults?.tax_code ?? null,
		},
		head_office: address ? { address: { ...NOTHING, ...(address as Stripe.Address) } } : null,
		livemode: false,
		status: isActive ? 'active' : 'pending',
		status_details: isActive ? { active: {} } : { pending: { missing_fields: ['head_office'] } },
	};
}

/** What is told counts from then on; nothing is taken back. */
export function changeTaxSettings(shop: Shop, wish: Given): Stripe.Tax.Settings {
	const { expand: _, ...params } = wish;
	const old = (shop.get('own.note', NAME)?.given ?? {}) as Given;
	const given = { ...old, ...params, defaults: { ...old.defaults, ...params.defaults } };
	shop.put('own.note', { id: NAME, given });
	const settings = taxSettings(shop);
	shop.tell('tax.settings.updated', settings);
	return settings;
}

/** Refuses to have tax worked out on an account that never told where it is at home. */
export function checkAutomaticTax(
	shop: Shop,
	params: { automatic_tax?: { enabled: boolean } },
): void {
	if (!params.automatic_tax?.enabled || taxSettings(shop).status === 'active') return;
	throw new StripeError(
		'Stripe Tax has not been activated on your account. Please visit https://docs.stripe.com/tax/set-up to get started.',
		{ param: 'automatic_tax' },
	);
}

const PATH = '/v1/tax/settings';
export const TAX_SETTINGS = [
	route('GET', PATH, null, ({ shop }: Call) => taxSettings(shop)),
	route('POST', PATH, 'Tax.SettingsUpdateParams', ({ shop, params }: Call<Given>) =>
		changeTaxSettings(shop, params),
	),
];
