import * as z from 'zod';
import { addSeconds } from '@kith/kernel/clock';
import { UnavailableError } from '@kith/kernel/errors';
import type { Services } from '../context.ts';
import { createJobContext } from '../create-context.ts';
import type { VendorEvent } from '../domain.ts';
import { hasModule } from '../modules/index.ts';
import { communitiesPaid, communityPaidOn } from '../payments/index.ts';
import { giftIn, settlePayment } from '../sales/index.ts';
import type { CommunityIdentity } from '../snapshot.ts';
import { giftById, giftPaidBy, giftsToCompare } from './gifts.queries.ts';
import { GiftData } from './gifts.schema.ts';
import { settleGift } from './settle-gift.ts';

const ABOUT_GIFTS = /^(checkout\.session|charge|refund|payment_intent)\./;
const PAGE = 100;
const DAYS = 30;

const Name = z.union([z.string(), z.looseObject({ id: z.string() }).transform(({ id }) => id)]);

/** The little that is taken from an event: what it is about. All else is read again. */
const Body = z.looseObject({
	data: z.looseObject({
		object: z.looseObject({
			...{ object: z.string(), id: z.string() },
			client_reference_id: z.string().nullish(),
			metadata: z.record(z.string(), z.string()).nullish(),
			payment_intent: Name.nullish(),
		}),
	}),
});

/** Takes from an event which gift it is about, and settles that by what Stripe says now. */
export async function handleGiftEvent(services: Services, event: VendorEvent): Promise<void> {
	if (event.account === null || !ABOUT_GIFTS.test(event.type)) return;
	const told = Body.safeParse(JSON.parse(event.body));
	if (!told.success) return;
	const { object: kind, id, ...thing } = told.data.data.object;
	const community = await communityPaidOn(services, event.account);
	if (!community) return;
	const ctx = await createJobContext(services, community, 'handle-gift-event');
	if (!hasModule(ctx, 'memberships')) return;
	const who = { secret: services.secret, communityId: community.id };
	const paymentId = kind === 'payment_intent' ? id : (thing.payment_intent ?? null);
	const known =
		paymentId === null ? undefined : await giftPaidBy(ctx.db, paymentId).executeTakeFirst();
	const reference = thing.client_reference_id ?? thing.metadata?.['kith'];
	const giftId = giftIn(who, reference) ?? known?.giftId ?? null;
	if (giftId === null) return;
	await settleGift(services, community, giftId, {
		...(kind === 'checkout.session' && { sessionId: id }),
	});
}

/** Every night what was given lately is compared with Stripe, in case a webhook never came. */
export async function reconcileGifts(services: Services): Promise<void> {
	let failed = 0;
	for await (const { community } of communitiesPaid(services))
		try {
			await compareGifts(services, community);
		} catch (error) {
			services.logger.warn({ communityId: community.id, error }, 'gifts could not be compared');
			failed += 1;
		}
	// So that the queue tries again, after all others had their turn.
	if (failed > 0) throw new UnavailableError('payments.unavailable', { failed });
}

async function compareGifts(services: Services, community: CommunityIdentity): Promise<void> {
	const ctx = await createJobContext(services, community, 'reconcile-gifts');
	if (!hasModule(ctx, 'memberships')) return;
	const since = addSeconds(ctx.clock.now(), -DAYS * 24 * 60 * 60);
	for (let after: string | null = null; ;) {
		const page: { id: string }[] = await giftsToCompare(ctx.db, {
			...{ since, after, limit: PAGE },
		}).execute();
		for (const { id } of page) {
			await settleGift(services, community, id);
			const row = await giftById(ctx.db, id).executeTakeFirst();
			const { account, payment: paymentId } = GiftData.parse(row?.data ?? {});
			if (account !== undefined && paymentId !== undefined)
				await settlePayment(ctx, { account, paymentId });
		}
		after = page.at(-1)?.id ?? null;
		if (page.length < PAGE) return;
	}
}
