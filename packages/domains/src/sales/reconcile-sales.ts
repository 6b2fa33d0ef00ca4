import * as z from 'zod';
import { UnavailableError } from '@kith/kernel/errors';
import type { Services } from '../context.ts';
import { createJobContext } from '../create-context.ts';
import { hasModule } from '../modules/index.ts';
import { askStripe } from '../ask-stripe.ts';
import { communitiesPaid } from '../payments/index.ts';
import { on } from './at-stripe.ts';
import { nameOf } from './read-purchase.ts';
import { membershipIn } from './reference.ts';
import { purchaseById, purchasesAfter, undecided, type PurchaseRow } from './sales.queries.ts';
import { settlePayment } from './settle-payment.ts';
import { SETTLE_PURCHASE, settlePurchase } from './settle-purchase.ts';
import type { CommunityIdentity } from '../snapshot.ts';

const PAGE = 100;
/** Payments are looked through so far back; webhooks are tried for three days. */
const DAYS = 7;
/** Of payments that a bank took back and has not given again. */
const MOST_UNDECIDED = 1_000;
const Payload = z.strictObject({ communityId: z.string(), membershipId: z.uuid() });

/** A purchase is settled at its time: when grace ends. */
export async function settleLater(services: Services, payload: unknown): Promise<void> {
	const { communityId, membershipId } = Payload.parse(payload);
	const community = await services.directory.byId(communityId);
	if (community) await settlePurchase(services, community, membershipId);
}

type Differing = { communityId: string; membershipId: string; fields: Differences };
export type SalesReport = { communities: number; checked: number; differed: Differing[] };

/**
 * Every night, and when an operator asks: what is sold in every community, or in one, is compared with Stripe and put
 * right. One that fails stops no other; then `payments.unavailable` is thrown at the end.
 */
export async function reconcileSales(
	services: Services,
	{ communityId }: { communityId?: string } = {},
): Promise<SalesReport> {
	const report: SalesReport = { communities: 0, checked: 0, differed: [] };
	let failed = 0;
	for await (const { community, account } of communitiesPaid(services)) {
		if (communityId !== undefined && community.id !== communityId) continue;
		try {
			const { checked, differed } = await reconcileCommunity(services, community, account);
			report.communities += 1;
			report.checked += checked;
			report.differed.push(...differed.map((one) => ({ communityId: community.id, ...one })));
		} catch (error) {
			services.logger.warn({ communityId: community.id, error }, 'sales could not be compared');
			failed += 1;
		}
	}
	// So that the queue tries again, after all others had their turn.
	if (failed > 0) throw new UnavailableError('payments.unavailable', { failed });
	return report;
}

/**
 * Compares what a community sold with what Stripe says, in case a webhook never came: subscriptions nobody here knows
 * of, purchases whose state is another, payments, refunds and disputes of the last `days`, a week unless told. Safe to
 * repeat at any time.
 */
export async function reconcileCommunity(
	services: Services,
	community: CommunityIdentity,
	account: string,
	days = DAYS,
): Promise<Pick<SalesReport, 'checked'> & { differed: Omit<Differing, 'communityId'>[] }> {
	const ctx = await createJobContext(services, community, SETTLE_PURCHASE);
	const differed: Omit<Differing, 'communityId'>[] = [];
	const seen = new Set<string>();
	if (!hasModule(ctx, 'memberships')) return { checked: 0, differed };
	const who = { secret: services.secret, communityId: community.id };
	const since = Math.floor(ctx.clock.now().getTime() / 1000) - days * 24 * 60 * 60;
	const { payments } = services;
	// Payments first: what was given back decides about what was paid in parts.
	const created = { gte: since };
	for await (const one of pages((next) =>
		payments.charges.list({ limit: PAGE, created, ...next }, on(account)),
	))
		await settleOne(one.payment_intent);
	for await (const one of pages((next) =>
		payments.refunds.list({ limit: PAGE, created, ...next }, on(account)),
	))
		await settleOne(one.payment_intent);
	for await (const one of pages((next) =>
		payments.disputes.list({ limit: PAGE, created, ...next }, on(account)),
	))
		await settleOne(one.payment_intent);
	// Banks decide weeks after they took a payment back, and one that was decided is not listed as new.
	const asOf = ctx.clock.now();
	for (const { paymentId } of await undecided(ctx.db, asOf, MOST_UNDECIDED).execute())
		await settleOne(paymentId);
	for await (const one of pages((after) =>
		payments.subscriptions.list(
			{ limit: PAGE, status: 'all', created: { gte: since }, ...after },
			on(account),
		),
	)) {
		const membershipId = membershipIn(who, one.metadata['kith']);
		if (membershipId) await compare(membershipId, one.id);
	}
	let after: string | null = null;
	for (;;) {
		const page: { id: string }[] = await purchasesAfter(ctx.db, after, PAGE).execute();
		for (const { id } of page) await compare(id);
		after = page.at(-1)?.id ?? null;
		if (page.length < PAGE) break;
	}
	return { checked: seen.size, differed };

	async function compare(membershipId: string, subscriptionId?: string): Promise<void> {
		const before = await purchaseById(ctx.db, membershipId).executeTakeFirst();
		const hint = subscriptionId === undefined ? {} : { subscriptionId };
		await settlePurchase(services, community, membershipId, hint);
		const now = await purchaseById(ctx.db, membershipId).executeTakeFirst();
		seen.add(membershipId);
		const fields = differences(before, now);
		if (Object.keys(fields).length > 0) differed.push({ membershipId, fields });
	}

	async function settleOne(payment: Parameters<typeof nameOf>[0]): Promise<void> {
		const paymentId = nameOf(payment);
		if (paymentId !== null) await settlePayment(ctx, { account, paymentId });
	}
}

const FIELDS = [
	...(['status', 'tierId', 'priceId', 'cancelAt', 'currentPeriodEnd', 'trialEnd'] as const),
] as const;
type Differences = Record<string, { here: string; there: string }>;

function differences(before: PurchaseRow | undefined, now: PurchaseRow | undefined): Differences {
	if (!before || !now) return {};
	const text = (value: Date | string | null) =>
		value instanceof Date ? value.toISOString() : String(value);
	return Object.fromEntries(
		FIELDS.filter((field) => text(before[field]) !== text(now[field])).map((field) => [
			field,
			{ here: text(before[field]), there: text(now[field]) },
		]),
	);
}

type Page<T> = { data: T[]; has_more: boolean };

async function* pages<T extends { id: string }>(
	ask: (after: { starting_after?: string }) => Promise<Page<T>>,
): AsyncGenerator<T> {
	let after: { starting_after?: string } = {};
	for (;;) {
		const { data, has_more } = await askStripe(() => ask(after));
		yield* data;
		const last = data.at(-1);
		if (!has_more || !last) return;
		after = { starting_after: last.id };
	}
}
