import { createHash } from 'node:crypto';
import type Stripe from 'stripe';
import { StripeError } from '../engine/stripe-error.ts';
import type { Shop } from '../engine/shop.ts';

type Decline = { code: string; decline_code?: string; message: string };

/** What a test card does. */
export type CardFate = {
	decline: Decline | null;
	/** May be kept for a customer although it cannot be charged. */
	attaches: boolean;
	/** Asks its owner: at every payment, or until it was set up for payments without them. */
	asks: 'always' | 'until-set-up' | null;
	/** Its payments are disputed right away. */
	disputed: boolean;
};

const DECLINED = 'Your card was declined.';
const declined = (decline_code: string): Decline => ({
	...{ code: 'card_declined', decline_code, message: DECLINED },
});
const GOOD: CardFate = { decline: null, attaches: true, asks: null, disputed: false };
const bad = (decline: Decline): CardFate => ({ ...GOOD, decline, attaches: false });

/** Stripe's test cards (docs.stripe.com/testing). */
const CARDS: Readonly<Record<string, CardFate>> = {
	'4242424242424242': GOOD,
	'5555555555554444': GOOD,
	'378282246310005': GOOD,
	'4000002500003155': { ...GOOD, asks: 'until-set-up' },
	'4000003800000446': GOOD,
	'4000000000003220': { ...GOOD, asks: 'always' },
	'4000000000000002': bad(declined('generic_decline')),
	'4000000000009995': bad({
		...declined('insufficient_funds'),
		message: 'Your card has insufficient funds.',
	}),
	'4000000000000341': { ...GOOD, decline: declined('generic_decline') },
	'4000000000000069': bad({ code: 'expired_card', message: 'Your card has expired.' }),
	'4000000000000127': bad({
		code: 'incorrect_cvc',
		message: "Your card's security code is incorrect.",
	}),
	'4000000000000119': bad({
		code: 'processing_error',
		message: 'An error occurred while processing your card. Try again in a little bit.',
	}),
	'4000000000000259': { ...GOOD, disputed: true },
};

/** Names that stand for a card where a number may not be sent. */
const TOKENS: Readonly<Record<string, string>> = {
	visa: '4242424242424242',
	mastercard: '5555555555554444',
	amex: '378282246310005',
	chargeDeclined: '4000000000000002',
	visa_chargeDeclined: '4000000000000002',
	chargeDeclinedInsufficientFunds: '4000000000009995',
	visa_chargeDeclinedInsufficientFunds: '4000000000009995',
	chargeDeclinedExpiredCard: '4000000000000069',
	chargeCustomerFail: '4000000000000341',
	authenticationRequiredOnSetup: '4000002500003155',
	authenticationRequired: '4000000000003220',
	threeDSecure2Required: '4000000000003220',
	createDispute: '4000000000000259',
};

/** The number behind `pm_card_visa` or `tok_visa`. */
export const numberOfToken = (token: string): string | undefined =>
	TOKENS[token.replace(/^(?:pm_card|tok)_/, '')];

/** What the card behind a payment method does; any well-formed number that is not listed is good. */
export const fateOf = (shop: Shop, paymentMethod: string): CardFate =>
	CARDS[shop.get('own.card', paymentMethod)?.number ?? ''] ?? GOOD;

export type CardFacts = { number: string; exp_month: number; exp_year: number };

/** Stripe's refusals of what cannot be a card. */
export function checkCard(card: CardFacts, now: number): void {
	const wrong = (code: string, message: string) =>
		new StripeError(message, { type: 'card_error', code, param: 'number' });
	if (!/^\d{13,19}$/.test(card.number) || !hasGoodSum(card.number))
		throw wrong('incorrect_number', 'Your card number is incorrect.');
	const ends = Date.UTC(card.exp_year, card.exp_month, 1) / 1000;
	if (!(card.exp_month >= 1 && card.exp_month <= 12))
		throw wrong('invalid_expiry_month', "Your card's expiration month is invalid.");
	if (!(ends > now)) throw wrong('invalid_expiry_year', "Your card's expiration year is invalid.");
}

function hasGoodSum(number: string): boolean {
	const digits = Array.from(number).toReversed().map(Number);
	const sum = digits.reduce((total, digit, index) => {
		const doubled = index % 2 === 1 ? digit * 2 : digit;
		return total + (doubled > 9 ? doubled - 9 : doubled);
	}, 0);
	return sum % 10 === 0;
}

/** A card as answers show it: never its number. */
export function showCard(card: CardFacts): Stripe.PaymentMethod.Card {
	const brand = card.number.startsWith('3')
		? 'amex'
		: card.number.startsWith('5')
			? 'mastercard'
			: 'visa';
	return {
		brand,
		checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
		country: 'US',
		display_brand: brand === 'amex' ? 'american_express' : brand,
		exp_month: card.exp_month,
		exp_year: card.exp_year,
		fingerprint: createHash('sha256').update(card.number).digest('base64url').slice(0, 16),
		funding: 'credit',
		generated_from: null,
		last4: card.number.slice(-4),
		networks: { available: [brand], preferred: null },
		regulated_status: 'unregulated',
		three_d_secure_usage: { supported: true },
		wallet: null,
	};
}

/** The refusal of a payment by the card's bank. */
export const declineError = (decline: Decline, more: Record<string, unknown>): StripeError =>
	new StripeError(decline.message, {
		type: 'card_error',
		code: decline.code,
		...(decline.decline_code && { decline_code: decline.decline_code }),
		more,
		keeps: true,
	});
