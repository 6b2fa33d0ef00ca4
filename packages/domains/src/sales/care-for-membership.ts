import { ConflictError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { askStripe } from '../ask-stripe.ts';
import { on } from './at-stripe.ts';
import { changeTo, previewOf } from './change-plan.ts';
import type {
	ChangeForMember,
	EndForMember,
	PreviewForMember,
	ResendReceipt,
} from './care.schema.ts';
import { requestNews } from './request-news.ts';
import { entryById } from './sales.queries.ts';
import type { ChangePreview } from './sales.schema.ts';
import { settlePurchase } from './settle-purchase.ts';
import { purchaseInCare, runningInCare, targetOf } from './staff-purchase.ts';

/**
 * Ends what a member pays for: at once, or with what they paid for. Nothing is given back by it. Throws
 * `sales.not_found`, `sales.not_running`, `sales.ends_already`, `payments.unavailable` and `payments.refused`.
 */
// authorize: runningInCare asks.
export async function endForMember(
	ctx: CommunityContext,
	{ membershipId, when, reason }: EndForMember,
): Promise<void> {
	const { row, account, subscriptionId } = await runningInCare(ctx, membershipId);
	if (when === 'period_end' && row.cancelAt !== null) throw new ConflictError('sales.ends_already');
	const { services, community } = ctx;
	const { subscriptions } = services.payments;
	await askStripe(() =>
		when === 'now'
			? subscriptions.cancel(subscriptionId, {}, on(account))
			: subscriptions.update(subscriptionId, { cancel_at_period_end: true }, on(account)),
	);
	await ctx.transaction(async (tx) =>
		tx.audit({
			...{ action: 'sales.ended', target: await targetOf(tx, row), reason },
			after: { tier: row.tierName, when },
		}),
	);
	await settlePurchase(services, community, membershipId);
}

/** What a change would cost a member now. Throws as a member's own preview does. */
// authorize: runningInCare asks.
export async function previewForMember(
	ctx: CommunityContext,
	{ membershipId, priceId }: PreviewForMember,
): Promise<ChangePreview> {
	return previewOf(ctx, await runningInCare(ctx, membershipId), priceId);
}

/**
 * Changes what a member pays for, as it was previewed: what is due is paid with their card at once, or nothing changes.
 * Throws what a member's own change does.
 */
// authorize: runningInCare asks.
export async function changeForMember(
	ctx: CommunityContext,
	{ reason, ...change }: ChangeForMember,
): Promise<void> {
	const running = await runningInCare(ctx, change.membershipId);
	const offer = await changeTo(ctx, running, change);
	await ctx.transaction(async (tx) =>
		tx.audit({
			...{ action: 'sales.changed', target: await targetOf(tx, running.row), reason },
			before: { tier: running.row.tierName },
			after: {
				...{ tier: offer.name, amount: offer.amount, currency: offer.currency },
				...(offer.every !== null && { every: offer.every }),
			},
		}),
	);
}

/** Sends a member the receipt of a payment again; pressed twice with one id, once. Throws `sales.not_found`. */
// authorize: purchaseInCare asks.
export async function resendReceipt(
	ctx: CommunityContext,
	{ id, membershipId, entryId, reason }: ResendReceipt,
): Promise<void> {
	const row = await purchaseInCare(ctx, membershipId);
	const entry = await entryById(ctx.db, entryId).executeTakeFirst();
	const paymentId = entry?.paymentId ?? null;
	if (entry?.membershipId !== row.id || entry.kind !== 'payment' || paymentId === null)
		throw new NotFoundError('sales.not_found');
	const about = { communityId: ctx.community.id, membershipId, paymentId };
	await ctx.transaction(async (tx) => {
		await requestNews(tx.db, [{ news: { ...about, news: 'receipt', again: id } }], ctx.clock.now());
		tx.audit({
			...{ action: 'sales.receipt_sent', target: await targetOf(tx, row), reason },
			after: { tier: row.tierName, amount: entry.amount, currency: entry.currency },
		});
	});
}
