import type { Shop } from '../engine/shop.ts';
import { StripeError } from '../engine/stripe-error.ts';

/** Whether the account may take payments: the platform may, a connected account once Stripe knows enough about it. */
export function mayCharge(shop: Shop): boolean {
	const { platform } = shop.world;
	if (shop.account === platform) return true;
	return shop.in(platform).get('account', shop.account)?.charges_enabled === true;
}

/** The refusal of a payment to an account that may not take any. */
export const mayNotCharge = (): StripeError =>
	new StripeError(
		'Your account cannot currently make charges. Complete its onboarding, or see what its requirements ask for.',
		{ code: 'account_invalid' },
	);

/** Refuses where the account may not take payments. */
export function checkMayCharge(shop: Shop): void {
	if (!mayCharge(shop)) throw mayNotCharge();
}
