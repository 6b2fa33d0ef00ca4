import type Stripe from 'stripe';
import { isSame, lister, page, type Paging } from '../engine/lists.ts';
import { mergeMetadata } from '../engine/metadata.ts';
import { part, route, type Call } from '../engine/routes.ts';
import { idOf, type Shop } from '../engine/shop.ts';
import { refused } from '../engine/stripe-error.ts';
import {
	currencyOf,
	keepState,
	priceSession,
	sellLines,
	stateOf,
	type SessionParams,
	type SessionState,
} from './checkout-pricing.ts';
import { sessionFields, sumFields } from './checkout-fields.ts';
import { needCustomer } from './customers.ts';
import { checkMayCharge } from './may-charge.ts';
import { requireOneCurrency } from './start-subscription.ts';
import { checkAutomaticTax } from './tax-settings.ts';

const DAY = 24 * 60 * 60;
const SHORTEST = 30 * 60;

function createSession(call: Call<SessionParams>) {
	const { params } = call;
	checkMayCharge(call.shop);
	check(params, call.shop);
	const customer = params.customer ? needCustomer(call.shop, params.customer) : null;
	const shop = call.shop.on(customer?.test_clock);
	const now = shop.now();
	const expires = params.expires_at ?? now + DAY;
	if (expires < now + SHORTEST || expires > now + DAY)
		throw refused(
			'The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.',
			'expires_at',
		);
	const id = shop.world.ids.next('cs_test');
	const state: SessionState = {
		...{ params, lines: sellLines(shop, params), shown: [], waiting: null },
		discounts: (params.discounts ?? []).map((one) => ({ ...one })),
	};
	if (customer && params.mode === 'subscription')
		requireOneCurrency(shop, customer, currencyOf(shop, state));
	const sums =
		params.mode === 'setup'
			? null
			: priceSession(shop, { id, customer: customer?.id ?? null }, state);
	keepState(shop, id, { ...state, shown: sums?.lines ?? [] });
	shop.later('session.expire', id, expires);
	return shop.make('checkout.session', {
		...{ id, ...sessionFields(shop, params, customer), ...sumFields(sums), expires_at: expires },
		url: `${shop.world.pagesUrl}/dev/stripe/checkout/${shop.account}-${id}`,
	});
}

function check(params: SessionParams, shop: Shop): void {
	const { mode, line_items: lines = [], success_url: success, ui_mode: ui } = params;
	if (mode === undefined)
		throw refused('Missing required param: mode.', 'mode', 'parameter_missing');
	if (ui !== undefined && ui !== 'hosted_page')
		throw refused('The stand-in has hosted pages only.', 'ui_mode');
	if (!success)
		throw refused('You must provide a `success_url`.', 'success_url', 'parameter_missing');
	if (mode !== 'setup' && lines.length === 0)
		throw refused('Missing required param: line_items.', 'line_items', 'parameter_missing');
	if (params.discounts && params.allow_promotion_codes !== undefined)
		throw refused(
			'You may only specify one of these parameters: allow_promotion_codes, discounts.',
			'discounts',
		);
	if (params.customer && params.customer_email)
		throw refused(
			'You may only specify one of these parameters: customer, customer_email.',
			'customer',
		);
	if (params.subscription_data && mode !== 'subscription')
		throw refused(
			'You can not pass `subscription_data` in `' + mode + '` mode.',
			'subscription_data',
		);
	if (params.payment_intent_data && mode !== 'payment')
		throw refused(
			'You can not pass `payment_intent_data` in `' + mode + '` mode.',
			'payment_intent_data',
		);
	checkTax(params, shop);
	checkMoney(params, shop);
}

/** Who is known already is not changed by a page unless the seller says so. */
function checkTax(params: SessionParams, shop: Shop): void {
	checkAutomaticTax(shop, params);
	const { customer, customer_update: keeps, tax_id_collection: ids } = params;
	if (customer && ids?.enabled && keeps?.name !== 'auto')
		throw refused(
			'Tax ID collection requires updating business name on the customer. To enable tax ID collection for an existing customer, please set `customer_update[name]` to `auto`.',
			'customer_update',
		);
	if (
		customer &&
		params.automatic_tax?.enabled &&
		keeps?.address !== 'auto' &&
		!hasPlace(shop, customer)
	)
		throw refused(
			'Automatic tax calculation in Checkout requires a valid address on the Customer. Add a valid address to the Customer or set `customer_update[address]` to `auto`.',
			'customer_update',
		);
	if (params.subscription_data?.default_tax_rates && params.automatic_tax?.enabled)
		throw refused('Tax rates cannot be combined with automatic tax.', 'subscription_data');
}

const hasPlace = (shop: Shop, customer: string): boolean =>
	Boolean(shop.get('customer', customer)?.address?.country);

function checkMoney(params: SessionParams, shop: Shop): void {
	const { mode, line_items: lines = [] } = params;
	const isPlatform = shop.account === shop.world.platform;
	const fee =
		params.payment_intent_data?.application_fee_amount ??
		params.subscription_data?.application_fee_percent;
	if (fee && isPlatform)
		throw refused('A fee needs a connected account.', 'application_fee_amount');
	const sells = lines.some(
		({ price, price_data: data }) => data?.recurring ?? shop.get('price', price)?.recurring,
	);
	if (mode === 'subscription' && !sells)
		throw refused(
			'You must provide at least one recurring price in `subscription` mode when using prices.',
			'line_items',
		);
}

/** Nobody paid in time, or the seller closed it. */
export function expireSession(shop: Shop, id: string): Stripe.Checkout.Session | undefined {
	const session = shop.get('checkout.session', id);
	if (session?.status !== 'open') return session;
	shop.never('session.expire', id);
	const expired = shop.patch('checkout.session', session, { status: 'expired', url: null });
	shop.tell('checkout.session.expired', expired);
	return expired;
}

function expire(call: Call) {
	const session = call.shop.need('checkout.session', part(call));
	if (session.status !== 'open')
		throw refused(
			`Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${session.status}.`,
		);
	return expireSession(call.shop, session.id);
}

function updateSession(call: Call<Stripe.Checkout.SessionUpdateParams>) {
	const session = call.shop.need('checkout.session', part(call));
	return call.shop.patch('checkout.session', session, {
		metadata: mergeMetadata(session.metadata, call.params.metadata),
	});
}

const fits = (
	session: Stripe.Checkout.Session,
	params: Stripe.Checkout.SessionListParams,
): boolean =>
	isSame(session.customer, params.customer) &&
	isSame(session.payment_intent, params.payment_intent) &&
	isSame(session.subscription, params.subscription) &&
	isSame(session.status, params.status) &&
	(params.customer_details?.email === undefined ||
		session.customer_details?.email === params.customer_details.email);

function listLines(call: Call<Paging>) {
	const { id } = call.shop.need('checkout.session', idOf(part(call)) ?? '');
	return page(call, stateOf(call.shop, id).shown.toReversed());
}

const PATH = '/v1/checkout/sessions';
export const CHECKOUT_SESSIONS = [
	route('POST', PATH, 'Checkout.SessionCreateParams', createSession),
	route('GET', PATH, 'Checkout.SessionListParams', lister('checkout.session', fits)),
	route('GET', `${PATH}/:id`, null, (call) => call.shop.need('checkout.session', part(call))),
	route('POST', `${PATH}/:id`, 'Checkout.SessionUpdateParams', updateSession),
	route('POST', `${PATH}/:id/expire`, null, expire),
	route('GET', `${PATH}/:id/line_items`, 'Checkout.SessionListLineItemsParams', listLines),
];
