import type Stripe from 'stripe';
import { isSame, lister } from '../engine/lists.ts';
import { mergeMetadata } from '../engine/metadata.ts';
import { percentOf } from '../engine/money.ts';
import { part, route, type Call } from '../engine/routes.ts';
import { idOf, type Shop } from '../engine/shop.ts';
import type { CardFate } from './cards.ts';
import { move } from './balance.ts';

// Shared by all charges: what is kept is never changed, only replaced.
const NO_FRAUD = {};
const APPROVED: Stripe.Charge.Outcome = {
	...{ advice_code: null, network_advice_code: null, network_decline_code: null, reason: null },
	...{ network_status: 'approved_by_network', risk_level: 'normal', risk_score: 20 },
	...{ seller_message: 'Payment complete.', type: 'authorized' },
};

const refusedOutcome = (reason: string | undefined): Stripe.Charge.Outcome => ({
	...{ ...APPROVED, network_status: 'declined_by_network', reason: reason ?? null },
	...{ seller_message: 'The bank did not approve the payment.', type: 'issuer_declined' },
});

/** What Stripe keeps of a payment in its test mode's most common country. */
const processingFee = (amount: number): number => Math.min(amount, percentOf(amount, 2.9) + 30);

type Outcome = { declined: CardFate['decline'] };

/** Takes the money of an intent from a card, or writes down that its bank refused. */
export function makeCharge(
	shop: Shop,
	intent: Stripe.PaymentIntent,
	method: Stripe.PaymentMethod,
	{ declined }: Outcome,
): Stripe.Charge {
	const charge = shop.make('charge', {
		...{ amount: intent.amount, amount_captured: declined ? 0 : intent.amount, amount_refunded: 0 },
		...{ currency: intent.currency, customer: idOf(intent.customer), paid: !declined },
		...{ captured: !declined, disputed: false, refunded: false, payment_method: method.id },
		...{ payment_intent: intent.id, status: declined ? 'failed' : 'succeeded' },
		...{ application_fee_amount: intent.application_fee_amount, description: intent.description },
		billing_details: method.billing_details,
		failure_code: declined?.code ?? null,
		failure_message: declined?.message ?? null,
		fraud_details: NO_FRAUD,
		metadata: intent.metadata,
		outcome: declined ? refusedOutcome(declined.decline_code) : APPROVED,
		payment_method_details: {
			type: 'card',
			card: method.card,
		} as unknown as Stripe.Charge.PaymentMethodDetails,
	});
	if (declined) {
		shop.tell('charge.failed', charge);
		return charge;
	}
	const settled = settle(shop, charge);
	shop.tell('charge.succeeded', settled);
	return settled;
}

function settle(shop: Shop, charge: Stripe.Charge): Stripe.Charge {
	const fee = takeFee(shop, charge);
	const stripeFee = processingFee(charge.amount);
	const movement = move(shop, charge, {
		...{ amount: charge.amount, source: charge.id, type: 'charge', reporting_category: 'charge' },
		fees: [
			...(fee ? [{ amount: fee.amount, type: 'application_fee' }] : []),
			{ amount: stripeFee, type: 'stripe_fee' },
		],
	});
	return shop.patch('charge', charge, {
		application_fee: fee?.id ?? null,
		balance_transaction: movement.id,
		receipt_url: `${shop.world.pagesUrl}/dev/stripe/receipt/${shop.account}-${charge.id}`,
	});
}

/** The platform's part of a payment to a connected account. */
function takeFee(shop: Shop, charge: Stripe.Charge): Stripe.ApplicationFee | null {
	const amount = charge.application_fee_amount ?? 0;
	if (amount <= 0 || shop.account === shop.world.platform) return null;
	const platform = shop.in(shop.world.platform);
	const fee = platform.draft('application_fee', {
		...{ account: shop.account, amount, amount_refunded: 0, application: 'ca_local' },
		...{ charge: charge.id, currency: charge.currency, refunded: false },
		fee_source: { charge: charge.id, type: 'charge' },
		originating_transaction: charge.id,
	});
	const movement = move(platform, charge, {
		...{ amount, source: fee.id, type: 'application_fee', reporting_category: 'platform_earning' },
	});
	const refunds = {
		object: 'list',
		data: [],
		has_more: false,
		url: `/v1/application_fees/${fee.id}/refunds`,
	};
	const kept = platform.put('application_fee', {
		...{ ...fee, balance_transaction: movement.id },
		refunds: refunds as unknown as Stripe.ApplicationFee['refunds'],
	});
	platform.tell('application_fee.created', kept);
	return kept;
}

function updateCharge(call: Call<{ metadata?: Stripe.MetadataParam; description?: string }>) {
	const { shop, params } = call;
	const charge = shop.need('charge', part(call));
	return shop.patch('charge', charge, {
		metadata: mergeMetadata(charge.metadata, params.metadata),
	});
}

const fits = (charge: Stripe.Charge, params: Stripe.ChargeListParams): boolean =>
	isSame(charge.customer, params.customer) && isSame(charge.payment_intent, params.payment_intent);

const PATH = '/v1/charges';
export const CHARGES = [
	route('GET', PATH, 'ChargeListParams', lister('charge', fits)),
	route('GET', `${PATH}/:id`, null, (call) => call.shop.need('charge', part(call))),
	route('POST', `${PATH}/:id`, 'RefundUpdateParams', updateCharge),
];
