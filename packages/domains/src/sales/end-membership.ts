import type { Stripe } from 'stripe';
import { addMonths } from '@kith/kernel/clock';
import { ConflictError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { askStripe } from '../ask-stripe.ts';
import { on } from './at-stripe.ts';
import { ownRunning, requireWhole, type Running } from './own-purchase.ts';
import type { CancelMembership, PauseMembership, PurchaseRef } from './sales.schema.ts';
import { leaveAnyway } from './retain-membership.ts';
import { settlePurchase } from './settle-purchase.ts';

/**
 * Ends a membership with what was paid for; until then nothing changes, and it can be taken back. What is paid in parts is over
 * then, however many of them were paid.
 */
// authorize: only the member’s own is found.
export async function cancelMembership(
	ctx: CommunityContext,
	{ membershipId, reason, comment }: CancelMembership,
): Promise<void> {
	const running = await ownRunning(ctx, membershipId);
	await change(ctx, running, {
		cancel_at_period_end: true,
		cancellation_details: {
			...(reason !== null && { feedback: reason }),
			...(comment !== '' && { comment }),
		},
	});
	await leaveAnyway(ctx, running);
}

/** Takes back that a membership ends. */
// authorize: only the member’s own is found.
export async function keepMembership(
	ctx: CommunityContext,
	{ membershipId }: PurchaseRef,
): Promise<void> {
	const running = await ownRunning(ctx, membershipId);
	await change(ctx, running, { cancel_at_period_end: false });
}

/** Nothing is paid and nothing is open for some months; then both go on by themselves. Throws `sales.not_active`, `sales.in_parts`. */
// authorize: only the member’s own is found.
export async function pauseMembership(
	ctx: CommunityContext,
	{ membershipId, months }: PauseMembership,
): Promise<void> {
	const running = await ownRunning(ctx, membershipId);
	requireWhole(running);
	if (running.row.status !== 'active') throw new ConflictError('sales.not_active');
	const resumes_at = Math.floor(addMonths(ctx.clock.now(), months).getTime() / 1000);
	await change(ctx, running, { pause_collection: { behavior: 'void', resumes_at } });
}

/** Goes on before the pause is over. */
// authorize: only the member’s own is found.
export async function resumeMembership(
	ctx: CommunityContext,
	{ membershipId }: PurchaseRef,
): Promise<void> {
	const running = await ownRunning(ctx, membershipId);
	await change(ctx, running, { pause_collection: '' });
}

async function change(
	{ services, community }: CommunityContext,
	{ account, subscriptionId, row }: Running,
	wish: Stripe.SubscriptionUpdateParams,
): Promise<void> {
	const { subscriptions } = services.payments;
	await askStripe(() => subscriptions.update(subscriptionId, wish, on(account)));
	await settlePurchase(services, community, row.id);
}
