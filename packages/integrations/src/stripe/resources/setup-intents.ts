import type Stripe from 'stripe';
import { isSame, lister } from '../engine/lists.ts';
import { mergeMetadata } from '../engine/metadata.ts';
import { part, route, type Call } from '../engine/routes.ts';
import { idOf, type Shop } from '../engine/shop.ts';
import { refused, StripeError } from '../engine/stripe-error.ts';
import { fateOf } from './cards.ts';
import { attach, needPaymentMethod } from './payment-methods.ts';

/** An agreement to later payments, to be made. */
export function makeSetup(shop: Shop, given: Partial<Stripe.SetupIntent>): Stripe.SetupIntent {
	const id = shop.world.ids.next('seti');
	const setup = shop.make('setup_intent', {
		...{ id, client_secret: `${id}_secret_local`, metadata: {}, payment_method_types: ['card'] },
		...{ status: 'requires_payment_method', usage: 'off_session' },
		...given,
	});
	shop.tell('setup_intent.created', setup);
	return setup;
}

/** Has a card kept for its customer's later payments; a card that asks its owner waits for them unless they agreed. */
export function completeSetup(
	shop: Shop,
	setup: Stripe.SetupIntent,
	method: Stripe.PaymentMethod,
	agreed: boolean,
): Stripe.SetupIntent {
	const { asks } = fateOf(shop, method.id);
	if (asks !== null && !agreed) {
		const waiting = shop.patch('setup_intent', setup, {
			...{ status: 'requires_action', payment_method: method.id },
			next_action: { type: 'use_stripe_sdk' } as Stripe.SetupIntent.NextAction,
		});
		shop.tell('setup_intent.requires_action', waiting);
		return waiting;
	}
	const customer = idOf(setup.customer);
	try {
		if (customer !== null) attach(shop, method, customer);
	} catch (error) {
		if (error instanceof StripeError) tellFailed(shop, setup, method, error);
		throw error;
	}
	const secret = shop.get('own.card', method.id);
	if (secret) shop.put('own.card', { ...secret, agreed: true });
	const done = shop.patch('setup_intent', setup, {
		...{ status: 'succeeded', payment_method: method.id, next_action: null },
	});
	shop.tell('setup_intent.succeeded', done);
	return done;
}

function tellFailed(
	shop: Shop,
	setup: Stripe.SetupIntent,
	method: Stripe.PaymentMethod,
	error: StripeError,
): void {
	const last_setup_error = { ...error.toBody().error, payment_method: method };
	const failed = shop.patch('setup_intent', setup, {
		...{ status: 'requires_payment_method', payment_method: null },
		last_setup_error: last_setup_error as unknown as Stripe.SetupIntent.LastSetupError,
	});
	shop.tell('setup_intent.setup_failed', failed);
}

function createSetup({ shop, params }: Call<Stripe.SetupIntentCreateParams>) {
	const customer = params.customer ? shop.need('customer', params.customer, 'customer') : null;
	const own = shop.on(customer?.test_clock);
	const method = params.payment_method ? needPaymentMethod(own, params.payment_method) : null;
	const setup = makeSetup(own, {
		...{ customer: customer?.id ?? null, payment_method: method?.id ?? null },
		description: params.description ?? null,
		metadata: mergeMetadata(null, params.metadata),
		status: method ? 'requires_confirmation' : 'requires_payment_method',
		usage: params.usage ?? 'off_session',
	});
	return params.confirm && method ? completeSetup(own, setup, method, false) : setup;
}

function confirmSetup(call: Call<Stripe.SetupIntentConfirmParams>) {
	const { shop, params } = call;
	const setup = shop.need('setup_intent', part(call));
	const own = shop.on(shop.get('customer', idOf(setup.customer))?.test_clock);
	const id = params.payment_method ?? idOf(setup.payment_method);
	if (!id) throw refused('This SetupIntent is missing a payment method.', 'payment_method');
	return completeSetup(own, setup, needPaymentMethod(own, id), false);
}

function cancelSetup(call: Call) {
	const setup = call.shop.need('setup_intent', part(call));
	const canceled = call.shop.patch('setup_intent', setup, { status: 'canceled' });
	call.shop.tell('setup_intent.canceled', canceled);
	return canceled;
}

const fits = (setup: Stripe.SetupIntent, params: Stripe.SetupIntentListParams): boolean =>
	isSame(setup.customer, params.customer) && isSame(setup.payment_method, params.payment_method);

const PATH = '/v1/setup_intents';
export const SETUP_INTENTS = [
	route('POST', PATH, 'SetupIntentCreateParams', createSetup),
	route('GET', PATH, 'SetupIntentListParams', lister('setup_intent', fits)),
	route('GET', `${PATH}/:id`, null, (call) => call.shop.need('setup_intent', part(call))),
	route('POST', `${PATH}/:id/confirm`, 'SetupIntentConfirmParams', confirmSetup),
	route('POST', `${PATH}/:id/cancel`, null, cancelSetup),
];
