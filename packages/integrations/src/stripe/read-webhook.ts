import Stripe from 'stripe';
import type { Clock } from '@kith/kernel/clock';

export type SignedWebhook = {
	/** The bytes as they came; a body that was parsed and written again has another signature. */
	payload: string | Uint8Array;
	/** The `Stripe-Signature` header. */
	signature: string | null;
	/** The endpoint's secrets: two while one is being replaced. */
	secrets: readonly string[];
	clock: Clock;
};

const TOLERANCE_SECONDS = 300;

/**
 * The event of a webhook that Stripe signed with one of the secrets within five minutes of now, or null.
 * The SDK alone takes any time in the future.
 */
export function readWebhook(webhook: SignedWebhook): Stripe.Event | null {
	const { payload, signature, secrets, clock } = webhook;
	const now = clock.now().getTime();
	const stamps = [...(signature ?? '').matchAll(/(?:^|,)t=(\d+)(?=,|$)/g)];
	const at = Number(stamps[0]?.[1]) * 1000;
	if (signature === null || stamps.length !== 1 || at > now + TOLERANCE_SECONDS * 1000) return null;
	for (const secret of secrets) {
		try {
			return Stripe.webhooks.constructEvent(
				...([payload, signature, secret, TOLERANCE_SECONDS, undefined, now] as const),
			);
		} catch {
			// The next secret may be the one it was signed with.
		}
	}
	return null;
}
