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
import { purchasesAfter } from './sales.queries.ts';
import { settlePayment } from './settle-payment.ts';
import { SETTLE_PURCHASE, settlePurchase } from './settle-purchase.ts';
import type { CommunityIdentity } from '../snapshot.ts';

const PAGE = 100;
/** Payments are looked through so far back; webhooks are tried for three days. */
const DAYS = 7;
const Payload = z.strictObject({ communityId: z.string(), membershipId: z.uuid() });

/** A purchase is settled at its time: when grace ends. */
export async function settleLater(services: Services, payload: unknown): Promise<void> {
	const { communityId, membershipId } = Payload.parse(payload);
	const community = await services.directory.byId(communityId);
	if (community) await settlePurchase(services, community, membershipId);
}

/** Every night: what is sold in every community is compared with Stripe, and put right. One that fails stops no other. */
export async function reconcileSales(services: Services): Promise<void> {
	let failed = 0;
	for await (const { community, account } of communitiesPaid(services))
		await reconcileCommunity(services, community, account).catch((error: unknown) => {
			services.logger.warn({ communityId: community.id, error }, 'sales could not be compared');
			failed += 1;
		});
	// So that the queue tries again, after all others had their turn.
	if (failed > 0) throw new UnavailableError('payments.unavailable', { failed });
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
): Promise<void> {
	const ctx = await createJobContext(services, community, SETTLE_PURCHASE);
	if (!hasModule(ctx, 'memberships')) return;
	const who = { secret: services.secret, communityId: community.id };
	const since = Math.floor(ctx.clock.now().getTime() / 1000) - days * 24 * 60 * 60;
	const { payments } = services;
	for await (const one of pages((after) =>
		payments.subscriptions.list(
			{ limit: PAGE, status: 'all', created: { gte: since }, ...after },
			on(account),
		),
	)) {
		const membershipId = membershipIn(who, one.metadata['kith']);
		if (membershipId)
			await settlePurchase(services, community, membershipId, { subscriptionId: one.id });
	}
	let after: string | null = null;
	for (;;) {
		const page: { id: string }[] = await purchasesAfter(ctx.db, after, PAGE).execute();
		for (const { id } of page) await settlePurchase(services, community, id);
		after = page.at(-1)?.id ?? null;
		if (page.length < PAGE) break;
	}
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

	async function settleOne(payment: Parameters<typeof nameOf>[0]): Promise<void> {
		const paymentId = nameOf(payment);
		if (paymentId !== null) await settlePayment(ctx, { account, paymentId });
	}
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
