import type { Stripe } from 'stripe';
import type { Services } from '../context.ts';
import { askStripe, isRefused } from '../ask-stripe.ts';
import { on } from './at-stripe.ts';
import { endOfParts, partsOf } from './instalments.ts';
import type { Told } from './read-purchase.ts';

const RUNS: ReadonlySet<string> = new Set(['trialing', 'active', 'past_due', 'unpaid', 'paused']);

/** What ended here, or is paid for good, runs at Stripe no more either; whether it did. */
// authorize: what Stripe says of the purchase decides.
export async function stopPaying(
	{ payments }: Services,
	account: string,
	{ subscription }: Told,
): Promise<boolean> {
	if (!subscription || !RUNS.has(subscription.status)) return false;
	const { id } = subscription;
	await unlessOver(payments, { account, id }, () =>
		payments.subscriptions.cancel(id, {}, on(account)),
	);
	return true;
}

/**
 * Has Stripe end what is paid in parts with the last of them, by itself, though nobody here should ever hear of it again:
 * no page of Stripe's can say so, and who takes back that it ends takes this back, too. Asked again it asks for nothing.
 */
// authorize: what Stripe says of the purchase decides.
export async function boundInstalments(
	services: Services,
	account: string,
	told: Told,
): Promise<void> {
	const { subscription } = told;
	const parts = subscription && RUNS.has(subscription.status) ? partsOf(subscription) : null;
	if (!subscription || parts === null) return;
	const end = endOfParts(subscription, parts);
	if ((subscription.cancel_at ?? Infinity) <= end) return;
	const now = Math.floor(services.clock.now().getTime() / 1000);
	if (end <= now) return void (await stopPaying(services, account, told));
	const wish: Stripe.SubscriptionUpdateParams = { cancel_at: end, proration_behavior: 'none' };
	const { subscriptions } = services.payments;
	const { id } = subscription;
	await unlessOver(services.payments, { account, id }, () =>
		subscriptions.update(id, wish, on(account)),
	);
}

/** Who asked at the same time may have been first: what is over by then can be neither ended nor changed, and need not be. */
async function unlessOver(
	{ subscriptions }: Services['payments'],
	{ account, id }: { account: string; id: string },
	deed: () => Promise<unknown>,
): Promise<void> {
	await askStripe(deed).catch(async (error: unknown) => {
		if (!isRefused(error instanceof Error ? error.cause : null)) throw error;
		const { status } = await askStripe(() => subscriptions.retrieve(id, {}, on(account)));
		if (RUNS.has(status)) throw error;
	});
}
