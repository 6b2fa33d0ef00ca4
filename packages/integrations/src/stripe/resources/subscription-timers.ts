import type Stripe from 'stripe';
import type { Shop } from '../engine/shop.ts';

const TRIAL_NOTICE_SECONDS = 3 * 24 * 60 * 60;

/** Sets what is to come for a subscription anew, by what it says now. */
export function schedule(shop: Shop, subscription: Stripe.Subscription): void {
	const {
		id,
		cancel_at: cancelAt,
		trial_end: trialEnd,
		items,
		pause_collection: pause,
	} = subscription;
	const end = items.data[0]?.current_period_end ?? 0;
	shop.later('subscription.renew', id, end);
	if (cancelAt !== null && cancelAt < end) shop.later('subscription.cancel', id, cancelAt);
	else shop.never('subscription.cancel', id);
	const notice = (trialEnd ?? 0) - TRIAL_NOTICE_SECONDS;
	if (subscription.status === 'trialing' && trialEnd !== null)
		shop.later('subscription.trial-ending', id, Math.max(notice, shop.now()));
	else shop.never('subscription.trial-ending', id);
	if (pause?.resumes_at) shop.later('subscription.unpause', id, pause.resumes_at);
	else shop.never('subscription.unpause', id);
}
