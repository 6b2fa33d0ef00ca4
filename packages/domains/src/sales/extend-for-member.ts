import { isDeepStrictEqual } from 'node:util';
import type { Stripe } from 'stripe';
import { ConflictError, InvalidError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { askStripe } from '../ask-stripe.ts';
import { on } from './at-stripe.ts';
import type { ExtendForMember, ExtensionPreview, PreviewExtension } from './care.schema.ts';
import { EXTENDED_KEY, extensionOf, isExtended, periodEndOf } from './extension.ts';
import { partsOf } from './instalments.ts';
import { requireWhole, type Running } from './own-purchase.ts';
import { purchaseById, putData, type PurchaseRow } from './sales.queries.ts';
import { PurchaseData } from './sales.schema.ts';
import { settlePurchase } from './settle-purchase.ts';
import { taxOn } from './tax-of-payment.ts';
import { runningInCare, targetOf } from './staff-purchase.ts';

const DAY = 24 * 60 * 60;
/** Stripe puts nothing off for longer, from the day that it is asked. */
const MOST_DAYS_AHEAD = 730;
/** Of two who give different days at once the first goes on; nobody's question to Stripe takes so long. */
const HOLD_SECONDS = 15 * 60;

/**
 * When a member would be charged next if they were given some days more, and how much then; nothing is charged before.
 * Throws `sales.not_found`, `sales.not_running` for what is paid once or over, `sales.in_parts`, `sales.on_trial`,
 * `sales.owed`, `sales.not_active` while it is paused or not paid yet, `sales.ends_already`, `sales.change_pending`,
 * `sales.too_far`, `payments.unavailable` and `payments.refused`.
 */
// authorize: runningInCare asks.
export async function previewExtension(
	ctx: CommunityContext,
	{ membershipId, days }: PreviewExtension,
): Promise<ExtensionPreview> {
	const running = await runningInCare(ctx, membershipId);
	const told = await extendable(ctx, running);
	const from = periodEndOf(told);
	const until = from + days * DAY;
	requireNear(ctx, until);
	const { account, subscriptionId: subscription, customer, row } = running;
	// What is taken off until then is not taken off what is paid then.
	const { discount } = PurchaseData.parse(row.data);
	const isOver = discount?.until != null && discount.until <= until;
	const { invoices } = ctx.services.payments;
	const bill = await askStripe(() =>
		invoices.createPreview(
			{ customer, subscription, ...(isOver && { discounts: '' as const }) },
			on(account),
		),
	);
	return {
		...{ from: new Date(from * 1000), until: new Date(until * 1000) },
		...{ amount: bill.amount_due, tax: taxOn(bill), currency: bill.currency },
	};
}

/**
 * Gives a member who pays some days more before they are charged again, counted from the charge that was seen: pressed twice
 * it gives them once, and who saw another day is told so. Throws what a preview does, and `sales.changed_meanwhile`.
 */
// authorize: runningInCare asks.
export async function extendForMember(ctx: CommunityContext, wish: ExtendForMember): Promise<void> {
	const { membershipId, days, reason } = wish;
	const running = await runningInCare(ctx, membershipId);
	const from = Math.floor(wish.from.getTime() / 1000);
	const until = from + days * DAY;
	const told = await toldOf(ctx, running);
	if (!isExtended(told) || extensionOf(told) !== until || periodEndOf(told) !== until) {
		requireExtendable(running, told);
		requireNear(ctx, until);
		if (periodEndOf(told) !== from) throw new ConflictError('sales.changed_meanwhile');
		await putOff(ctx, running, { from, until });
	}
	await ctx.transaction(async (tx) => {
		const row = await purchaseById(tx.db, membershipId)
			.forNoKeyUpdate('memberships')
			.executeTakeFirstOrThrow();
		const data = PurchaseData.parse(row.data);
		const { extension } = data;
		if (extension?.until === until && extension.isLogged) return;
		const at = extension?.at ?? secondsOf(ctx);
		const logged = { ...data, extension: { from, until, at, isLogged: true } };
		await putData(tx.db, row.id, logged).execute();
		tx.audit({
			...{ action: 'sales.extended', target: await targetOf(tx, row), reason },
			before: { tier: row.tierName, until: dayOf(from) },
			after: { tier: row.tierName, until: dayOf(until), days },
		});
	});
	await settlePurchase(ctx.services, ctx.community, membershipId);
}

type Span = { from: number; until: number };

/** Asks Stripe, once for each wish however often it is tried. */
async function putOff(
	ctx: CommunityContext,
	{ row, account, subscriptionId }: Running,
	{ from, until }: Span,
): Promise<void> {
	const at = await hold(ctx, row, { from, until });
	if (at === null) return;
	const { subscriptions } = ctx.services.payments;
	const change: Stripe.SubscriptionUpdateParams = {
		...{ trial_end: until, proration_behavior: 'none' },
		metadata: { [EXTENDED_KEY]: String(until) },
	};
	const idempotencyKey = `extend ${row.id} ${from} ${until} ${at}`;
	await askStripe(() =>
		subscriptions.update(subscriptionId, change, { ...on(account), idempotencyKey }),
	).catch(async (error: unknown) => {
		if (error instanceof InvalidError) await release(ctx, row.id);
		throw error;
	});
}

/**
 * Yields when this wish was first held, in seconds, and null where it came true since it was looked at; another's of the
 * same day is in its way.
 */
async function hold(
	ctx: CommunityContext,
	{ id, data: seen }: PurchaseRow,
	{ from, until }: Span,
): Promise<number | null> {
	const now = secondsOf(ctx);
	return ctx.transaction(async (tx) => {
		const row = await purchaseById(tx.db, id)
			.forNoKeyUpdate('memberships')
			.executeTakeFirstOrThrow();
		const data = PurchaseData.parse(row.data);
		const { extension: held } = data;
		const isOurs = held?.from === from && held.until === until;
		if (held?.isLogged === true && !isDeepStrictEqual(held, PurchaseData.parse(seen).extension)) {
			if (isOurs) return null;
			throw new ConflictError('sales.changed_meanwhile');
		}
		const isHeld = held !== undefined && !held.isLogged && held.from === from;
		if (isHeld && isOurs) return held.at;
		if (isHeld && held.at > now - HOLD_SECONDS) throw new ConflictError('sales.changed_meanwhile');
		const extension = { from, until, at: now, isLogged: false };
		await putData(tx.db, id, { ...data, extension }).execute();
		return now;
	});
}

/** What Stripe refused is held by nobody. */
async function release(ctx: CommunityContext, id: string): Promise<void> {
	await ctx.transaction(async (tx) => {
		const row = await purchaseById(tx.db, id)
			.forNoKeyUpdate('memberships')
			.executeTakeFirstOrThrow();
		const { extension: _, ...data } = PurchaseData.parse(row.data);
		await putData(tx.db, id, data).execute();
	});
}

const secondsOf = ({ clock }: CommunityContext): number => Math.floor(clock.now().getTime() / 1000);
const dayOf = (seconds: number): string => new Date(seconds * 1000).toISOString();

const toldOf = ({ services }: CommunityContext, { account, subscriptionId }: Running) =>
	askStripe(() => services.payments.subscriptions.retrieve(subscriptionId, {}, on(account)));

async function extendable(ctx: CommunityContext, running: Running): Promise<Stripe.Subscription> {
	const told = await toldOf(ctx, running);
	requireExtendable(running, told);
	return told;
}

/** What is paid again and again, is paid now, and has nothing else before it. */
function requireExtendable(running: Running, told: Stripe.Subscription): void {
	requireWhole(running);
	const { status, pause_collection, cancel_at, cancel_at_period_end, schedule } = told;
	if (partsOf(told) !== null) throw new ConflictError('sales.in_parts');
	if (status === 'trialing' && !isExtended(told)) throw new ConflictError('sales.on_trial');
	if (status === 'past_due' || status === 'unpaid') throw new ConflictError('sales.owed');
	if (pause_collection !== null || (status !== 'active' && status !== 'trialing'))
		throw new ConflictError('sales.not_active');
	if (cancel_at !== null || cancel_at_period_end) throw new ConflictError('sales.ends_already');
	if (schedule !== null || told.pending_update !== null)
		throw new ConflictError('sales.change_pending');
}

function requireNear(ctx: CommunityContext, until: number): void {
	if (until > secondsOf(ctx) + MOST_DAYS_AHEAD * DAY) throw new ConflictError('sales.too_far');
}
