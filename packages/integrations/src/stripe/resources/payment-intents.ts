import type Stripe from 'stripe';
import { isSame, lister } from '../engine/lists.ts';
import { mergeMetadata } from '../engine/metadata.ts';
import { part, route, type Call } from '../engine/routes.ts';
import { idOf, type Shop } from '../engine/shop.ts';
import { refused, StripeError } from '../engine/stripe-error.ts';
import { declineError, fateOf } from './cards.ts';
import { makeCharge } from './charges.ts';
import { openDispute } from './disputes.ts';
import { checkMayCharge } from './may-charge.ts';
import { attach, needPaymentMethod } from './payment-methods.ts';

/** A payment to be made. */
export function makeIntent(shop: Shop, given: Partial<Stripe.PaymentIntent>): Stripe.PaymentIntent {
	const id = shop.world.ids.next('pi');
	const intent = shop.make('payment_intent', {
		...{ id, amount_capturable: 0, amount_received: 0, capture_method: 'automatic' },
		...{ client_secret: `${id}_secret_local`, confirmation_method: 'automatic' },
		...{ metadata: {}, payment_method_types: ['card'], status: 'requires_payment_method' },
		...given,
	});
	shop.tell('payment_intent.created', intent);
	return intent;
}

export type Attempt =
	| { outcome: 'succeeded'; intent: Stripe.PaymentIntent; charge: Stripe.Charge }
	| { outcome: 'failed'; intent: Stripe.PaymentIntent; error: StripeError }
	| { outcome: 'action'; intent: Stripe.PaymentIntent };

/** Whether the card's owner has just agreed to this payment. */
export type Presence = { agreed?: boolean };

/** Tries to pay an intent with a card, and tells how it went. */
export function attempt(
	shop: Shop,
	intent: Stripe.PaymentIntent,
	method: Stripe.PaymentMethod,
	{ agreed = false }: Presence,
): Attempt {
	const fate = fateOf(shop, method.id);
	const secret = shop.get('own.card', method.id);
	const asks = fate.asks === 'always' || (fate.asks === 'until-set-up' && !secret?.agreed);
	if (asks && !agreed) return ask(shop, intent, method);
	if (fate.decline !== null) {
		const charge = makeCharge(shop, intent, method, { declined: fate.decline });
		const failed = fail(shop, { ...intent, latest_charge: charge.id }, method, fate.decline);
		const error = declineError(fate.decline, { charge: charge.id, payment_intent: failed });
		return { outcome: 'failed', intent: failed, error };
	}
	if (agreed && secret && intent.setup_future_usage)
		shop.put('own.card', { ...secret, agreed: true });
	const charge = makeCharge(shop, intent, method, { declined: null });
	const paid = shop.patch('payment_intent', intent, {
		...{ status: 'succeeded', latest_charge: charge.id, amount_received: intent.amount },
		...{ payment_method: method.id, next_action: null, last_payment_error: null },
	});
	shop.tell('payment_intent.succeeded', paid);
	if (fate.disputed) openDispute(shop, charge, 'fraudulent');
	return { outcome: 'succeeded', intent: paid, charge };
}

function fail(
	shop: Shop,
	intent: Stripe.PaymentIntent,
	method: Stripe.PaymentMethod,
	decline: { code: string; decline_code?: string; message: string },
): Stripe.PaymentIntent {
	const failed = shop.patch('payment_intent', intent, {
		...{ status: 'requires_payment_method', payment_method: null, next_action: null },
		last_payment_error: {
			...{ ...decline, type: 'card_error', payment_method: method },
		} as unknown as Stripe.PaymentIntent.LastPaymentError,
	});
	shop.tell('payment_intent.payment_failed', failed);
	return failed;
}

function ask(shop: Shop, intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod): Attempt {
	const waiting = shop.patch('payment_intent', intent, {
		...{ status: 'requires_action', payment_method: method.id },
		next_action: {
			type: 'redirect_to_url',
			redirect_to_url: {
				return_url: null,
				url: `${shop.world.pagesUrl}/dev/stripe/authenticate/${shop.account}-${intent.id}`,
			},
		} as unknown as Stripe.PaymentIntent.NextAction,
	});
	shop.tell('payment_intent.requires_action', waiting);
	return { outcome: 'action', intent: waiting };
}

/** The error of a payment that needs its owner, who is not there. */
export const needsOwner = (intent: Stripe.PaymentIntent): StripeError =>
	new StripeError('Your card was declined. This transaction requires authentication.', {
		...{ type: 'card_error', code: 'authentication_required' },
		...{ decline_code: 'authentication_required', more: { payment_intent: intent }, keeps: true },
	});

function createIntent({ shop, params }: Call<Stripe.PaymentIntentCreateParams>) {
	checkMayCharge(shop);
	const customer = params.customer ? shop.need('customer', params.customer, 'customer') : null;
	const own = shop.on(customer?.test_clock);
	if (params.amount < 1)
		throw refused('Invalid positive integer', 'amount', 'parameter_invalid_integer');
	if (params.application_fee_amount && shop.account === shop.world.platform)
		throw refused(
			'Can only apply an application_fee_amount on behalf of a connected account.',
			'application_fee_amount',
		);
	if ((params.application_fee_amount ?? 0) > params.amount)
		throw refused('The fee cannot be greater than the amount.', 'application_fee_amount');
	const method = params.payment_method ? needPaymentMethod(own, params.payment_method) : null;
	const intent = makeIntent(own, {
		...{
			amount: params.amount,
			currency: params.currency.toLowerCase(),
			customer: customer?.id ?? null,
		},
		application_fee_amount: params.application_fee_amount ?? null,
		description: params.description ?? null,
		metadata: mergeMetadata(null, params.metadata),
		payment_method: method?.id ?? null,
		receipt_email: params.receipt_email ?? null,
		setup_future_usage: params.setup_future_usage ?? null,
		status: method ? 'requires_confirmation' : 'requires_payment_method',
	});
	return params.confirm ? confirm(own, intent, params.off_session === true) : intent;
}

function confirm(shop: Shop, intent: Stripe.PaymentIntent, offSession: boolean) {
	const id = idOf(intent.payment_method);
	if (id === null)
		throw refused(
			'You cannot confirm this PaymentIntent because it is missing a payment method.',
			'payment_method',
		);
	const method = needPaymentMethod(shop, id);
	const customer = idOf(intent.customer);
	if (customer && intent.setup_future_usage) attach(shop, method, customer);
	const result = attempt(shop, intent, method, {});
	if (result.outcome === 'failed') throw result.error;
	if (result.outcome === 'action' && offSession) throw needsOwner(result.intent);
	return result.intent;
}

function confirmIntent(call: Call<Stripe.PaymentIntentConfirmParams>) {
	const { shop, params } = call;
	const intent = shop.need('payment_intent', part(call));
	const own = shop.on(shop.get('customer', idOf(intent.customer))?.test_clock);
	if (
		!['requires_payment_method', 'requires_confirmation', 'requires_action'].includes(intent.status)
	)
		throw unexpected(intent, 'confirm');
	const method = params.payment_method ? needPaymentMethod(own, params.payment_method).id : null;
	const changed = method ? own.patch('payment_intent', intent, { payment_method: method }) : intent;
	return confirm(own, changed, params.off_session === true);
}

const unexpected = (intent: Stripe.PaymentIntent, verb: string): StripeError =>
	new StripeError(
		`You cannot ${verb} this PaymentIntent because it has a status of ${intent.status}.`,
		{ code: 'payment_intent_unexpected_state', more: { payment_intent: intent } },
	);

function updateIntent(call: Call<Stripe.PaymentIntentUpdateParams>) {
	const { shop, params } = call;
	const intent = shop.need('payment_intent', part(call));
	if (params.amount !== undefined && intent.status === 'succeeded')
		throw unexpected(intent, 'update');
	return shop.patch('payment_intent', intent, {
		metadata: mergeMetadata(intent.metadata, params.metadata),
		...(params.amount !== undefined && { amount: params.amount }),
		...(params.description !== undefined && { description: params.description }),
		...(params.payment_method && {
			payment_method: needPaymentMethod(shop, params.payment_method).id,
			status: 'requires_confirmation',
		}),
	});
}

function cancelIntent(call: Call<Stripe.PaymentIntentCancelParams>) {
	const { shop, params } = call;
	const intent = shop.need('payment_intent', part(call));
	if (['succeeded', 'canceled'].includes(intent.status)) throw unexpected(intent, 'cancel');
	const canceled = shop.patch('payment_intent', intent, {
		...{ status: 'canceled', canceled_at: shop.now(), next_action: null },
		cancellation_reason: params.cancellation_reason ?? null,
	});
	shop.tell('payment_intent.canceled', canceled);
	return canceled;
}

const fits = (intent: Stripe.PaymentIntent, params: Stripe.PaymentIntentListParams): boolean =>
	isSame(intent.customer, params.customer);

const PATH = '/v1/payment_intents';
export const PAYMENT_INTENTS = [
	route('POST', PATH, 'PaymentIntentCreateParams', createIntent),
	route('GET', PATH, 'PaymentIntentListParams', lister('payment_intent', fits)),
	route('GET', `${PATH}/:id`, null, (call) => call.shop.need('payment_intent', part(call))),
	route('POST', `${PATH}/:id`, 'PaymentIntentUpdateParams', updateIntent),
	route('POST', `${PATH}/:id/confirm`, 'PaymentIntentConfirmParams', confirmIntent),
	route('POST', `${PATH}/:id/cancel`, 'PaymentIntentCancelParams', cancelIntent),
];
