import type { Stripe } from 'stripe';

/** What Stripe keeps of a subscription that is paid and whose next payment was put off: until when, in seconds. */
export const EXTENDED_KEY = 'kith_extended_until';

type Marked = Pick<Stripe.Subscription, 'status' | 'metadata' | 'items'>;

/** Until when somebody put the next payment off, in seconds; null where nobody ever did. */
export function extensionOf({ metadata }: Pick<Stripe.Subscription, 'metadata'>): number | null {
	const until = Number(metadata[EXTENDED_KEY] ?? 0);
	return Number.isInteger(until) && until > 0 ? until : null;
}

/**
 * Whether what Stripe calls a trial is none: the next payment of what is paid already was put off. The mark counts no more
 * once a period began after it; one that is moved at Stripe meanwhile stays what it is.
 */
export function isExtended(subscription: Marked): boolean {
	const start = subscription.items.data[0]?.current_period_start ?? 0;
	return subscription.status === 'trialing' && (extensionOf(subscription) ?? 0) > start;
}

/** When a trial ends or ended, in seconds; null where there was none, or where Stripe's word of it is about an extension. */
export function trialEndOf(subscription: Stripe.Subscription): number | null {
	if (extensionOf(subscription) === null) return subscription.trial_end;
	const isTrial = subscription.status === 'trialing' && !isExtended(subscription);
	return isTrial ? subscription.trial_end : null;
}

/** When the period that runs ends, in seconds. */
export const periodEndOf = ({ items }: Pick<Stripe.Subscription, 'items'>): number =>
	Math.max(0, ...items.data.map((it) => it.current_period_end));
