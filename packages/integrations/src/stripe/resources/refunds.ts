import type Stripe from 'stripe';
import { isSame, listOf, lister, page, type Paging } from '../engine/lists.ts';
import { mergeMetadata } from '../engine/metadata.ts';
import { share } from '../engine/money.ts';
import { part, route, type Call } from '../engine/routes.ts';
import { idOf, type Shop } from '../engine/shop.ts';
import { refused, StripeError } from '../engine/stripe-error.ts';
import { move } from './balance.ts';

type RefundGiven = {
	amount?: number;
	reason?: Stripe.Refund.Reason;
	metadata?: Stripe.Metadata;
	/** Whether the platform gives its part back, in proportion. */
	withFee?: boolean;
};

/** Gives a payment back, whole or in part. */
export function refundCharge(shop: Shop, charge: Stripe.Charge, given: RefundGiven): Stripe.Refund {
	const left = charge.amount_captured - charge.amount_refunded;
	const amount = given.amount ?? left;
	if (charge.status !== 'succeeded') throw refused('This charge was not paid.', 'charge');
	if (left === 0)
		throw new StripeError(`Charge ${charge.id} has already been refunded.`, {
			code: 'charge_already_refunded',
		});
	if (!(amount > 0) || amount > left)
		throw refused(
			`Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`,
			'amount',
		);
	const refund = shop.make('refund', {
		...{ amount, charge: charge.id, currency: charge.currency, status: 'succeeded' },
		...{ payment_intent: idOf(charge.payment_intent), reason: given.reason ?? null },
		metadata: given.metadata ?? {},
		destination_details: { type: 'card', card: { reference_status: 'pending', type: 'refund' } },
	} as Partial<Stripe.Refund>);
	const movement = move(shop, refund, {
		...{ amount: -amount, source: refund.id, type: 'refund', reporting_category: 'refund' },
	});
	const kept = shop.patch('refund', refund, { balance_transaction: movement.id });
	if (given.withFee) refundFee(shop, charge, amount);
	const amount_refunded = charge.amount_refunded + amount;
	const updated = shop.patch('charge', charge, {
		...{ amount_refunded, refunded: amount_refunded === charge.amount_captured },
	});
	shop.tell('refund.created', kept);
	shop.tell('charge.refunded', updated, { amount_refunded: charge.amount_refunded });
	return kept;
}

/** The platform's part of what is given back, so that a whole refund gives back the whole fee. */
function refundFee(shop: Shop, charge: Stripe.Charge, amount: number): void {
	const platform = shop.in(shop.world.platform);
	const fee = platform.get('application_fee', idOf(charge.application_fee));
	if (fee === undefined) return;
	const after = share(fee.amount, charge.amount_refunded + amount, charge.amount_captured);
	const back = Math.min(after, fee.amount) - fee.amount_refunded;
	if (back > 0) giveFeeBack(platform, fee, back, {});
}

function giveFeeBack(
	platform: Shop,
	fee: Stripe.ApplicationFee,
	amount: number,
	metadata: Stripe.Metadata,
): Stripe.FeeRefund {
	if (!(amount > 0) || amount > fee.amount - fee.amount_refunded)
		throw refused('The refund is greater than what is left of the fee.', 'amount');
	const refund = platform.draft('fee_refund', {
		...{ amount, currency: fee.currency, fee: fee.id, metadata },
	});
	const type = 'application_fee_refund';
	const movement = move(platform, fee, {
		...{ amount: -amount, source: refund.id, type, reporting_category: 'platform_earning_refund' },
	});
	const account = platform.in(idOf(fee.account) ?? '');
	move(account, fee, { amount, source: refund.id, type, reporting_category: 'fee' });
	const kept = platform.put('fee_refund', { ...refund, balance_transaction: movement.id });
	const amount_refunded = fee.amount_refunded + amount;
	const refunds = listOf([kept, ...fee.refunds.data], fee.refunds.url);
	const updated = platform.patch('application_fee', fee, {
		...{ amount_refunded, refunded: amount_refunded === fee.amount },
		refunds: refunds as unknown as Stripe.ApplicationFee['refunds'],
	});
	platform.tell('application_fee.refunded', updated);
	return kept;
}

function createRefund({ shop, params }: Call<Stripe.RefundCreateParams>) {
	const { amount, reason, payment_intent: intent } = params;
	const id =
		params.charge ??
		idOf(shop.need('payment_intent', intent ?? '', 'payment_intent').latest_charge);
	const charge = shop.need('charge', id ?? '', 'charge');
	const customer = shop.get('customer', idOf(charge.customer));
	return refundCharge(shop.on(customer?.test_clock), charge, {
		...(amount !== undefined && { amount }),
		...(reason && { reason }),
		metadata: mergeMetadata(null, params.metadata),
		withFee: params.refund_application_fee === true,
	});
}

function updateRefund(call: Call<Stripe.RefundUpdateParams>) {
	const refund = call.shop.need('refund', part(call));
	const updated = call.shop.patch('refund', refund, {
		metadata: mergeMetadata(refund.metadata, call.params.metadata),
	});
	call.shop.tell('refund.updated', updated);
	return updated;
}

function createFeeRefund(call: Call<Stripe.ApplicationFeeCreateRefundParams>) {
	const { shop, params } = call;
	const fee = shop.need('application_fee', part(call));
	const amount = params.amount ?? fee.amount - fee.amount_refunded;
	return giveFeeBack(shop, fee, amount, mergeMetadata(null, params.metadata));
}

const fits = (refund: Stripe.Refund, params: Stripe.RefundListParams): boolean =>
	isSame(refund.charge, params.charge) && isSame(refund.payment_intent, params.payment_intent);

export const REFUNDS = [
	route('POST', '/v1/refunds', 'RefundCreateParams', createRefund),
	route('GET', '/v1/refunds', 'RefundListParams', lister('refund', fits)),
	route('GET', '/v1/refunds/:id', null, (call) => call.shop.need('refund', part(call))),
	route('POST', '/v1/refunds/:id', 'RefundUpdateParams', updateRefund),
	route(
		...(['GET', '/v1/application_fees', 'ApplicationFeeListParams'] as const),
		lister(
			'application_fee',
			(fee: Stripe.ApplicationFee, params: Stripe.ApplicationFeeListParams) =>
				isSame(fee.charge, params.charge),
		),
	),
	route('GET', '/v1/application_fees/:id', null, (call) =>
		call.shop.need('application_fee', part(call)),
	),
	route(
		'GET',
		'/v1/application_fees/:id/refunds',
		'CustomerListPaymentMethodsParams',
		(call: Call<Paging>) =>
			page(
				call,
				call.shop.all('fee_refund').filter(({ fee }) => fee === part(call)),
			),
	),
	route(
		...(['POST', '/v1/application_fees/:id/refunds', 'ApplicationFeeCreateRefundParams'] as const),
		createFeeRefund,
	),
];
