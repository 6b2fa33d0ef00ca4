import { addMonths } from '@kith/kernel/clock';
import { ConflictError, LimitReachedError, NotFoundError } from '@kith/kernel/errors';
import { newId } from '@kith/kernel/ids';
import { networkOf } from '@kith/kernel/network';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { buyerOf } from '../members/index.ts';
import { changeMembership, lockMember, openMembership } from '../memberships/index.ts';
import { hasModule, requireModule } from '../modules/index.ts';
import { hashOfCode } from './gift-code.ts';
import { stateOf } from './gift-view.ts';
import { changeGift, giftByHash, heldOf, type Gift } from './gifts.queries.ts';
import type { FoundGift, GiftCode, Redeemed } from './gifts.schema.ts';

/** So many codes that are none a network may try within an hour. */
const TRIES = 60;
const HOUR = 3600;

/** The gift of a code. Throws `gifts.not_found`, and `limits.too_many` where somebody guesses. */
// authorize: whoever holds a code may know what it is for.
export async function giftOfCode(ctx: CommunityContext, { code }: GiftCode): Promise<Gift> {
	const { limiter } = ctx.services;
	const key = `gift code ${ctx.community.id} ${networkOf(ctx.request.ip)}`;
	if ((await limiter.counted(key, HOUR)) >= TRIES)
		throw new LimitReachedError('limits.too_many', { retryAfterSeconds: HOUR });
	const gift = hasModule(ctx, 'memberships')
		? await giftByHash(ctx.db, hashOfCode(code)).executeTakeFirst()
		: undefined;
	if (!gift || gift.status === 'pending') {
		await limiter.count(key, HOUR);
		throw new NotFoundError('gifts.not_found');
	}
	return gift;
}

/**
 * Gives the tier to who redeems it, once: behind what another gift, or staff, gave of it already, and behind what is
 * paid for and ends by itself. Whoever redeems it again has what they had. Throws `gifts.not_found`,
 * `gifts.redeemed`, `gifts.expired`, `gifts.gone`, `gifts.paying_already` where payments go on, and
 * `gifts.has_already` for what has no end; the gift can be redeemed later then.
 */
// authorize: buyerOf asks.
export async function redeemGift(ctx: CommunityContext, input: GiftCode): Promise<Redeemed> {
	const memberId = await buyerOf(ctx);
	requireModule(ctx, 'memberships');
	const { codeHash } = await giftOfCode(ctx, input);
	return ctx.transaction(async (tx) => {
		await lockMember(tx.db, memberId).execute();
		const gift = await giftByHash(tx.db, codeHash).forUpdate('gifts').executeTakeFirst();
		if (!gift) throw new NotFoundError('gifts.not_found');
		const { membershipId, endsAt } = gift;
		if (gift.status === 'redeemed' && gift.redeemedBy === memberId && membershipId && endsAt)
			return { membershipId, until: endsAt };
		requireOpen(ctx, gift);
		return grant(ctx, tx, gift, memberId);
	});
}

function requireOpen({ clock }: CommunityContext, gift: Gift): void {
	const state = stateOf(gift, clock.now());
	if (state === 'redeemed') throw new ConflictError('gifts.redeemed');
	if (state === 'expired') throw new ConflictError('gifts.expired');
	if (state !== 'open') throw new ConflictError('gifts.gone');
}

async function grant(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	gift: Gift,
	memberId: string,
): Promise<Redeemed> {
	const now = ctx.clock.now();
	const held = await heldOf(tx.db, memberId, gift.tierId).execute();
	const { startsAt, obstacle } = startOf(held, now);
	if (obstacle) throw new ConflictError(obstacle);
	const until = addMonths(startsAt, gift.months);
	const before = held.find(({ source }) => source === 'gift');
	const membershipId = before?.id ?? newId();
	if (before) await changeMembership(ctx, tx, membershipId, { endsAt: until });
	else
		await openMembership(ctx, tx, {
			...{ id: membershipId, memberId, tierId: gift.tierId, priceId: gift.priceId },
			...{ source: 'gift', status: 'active', endsAt: until },
		});
	await changeGift(tx.db, gift.id, {
		...{ status: 'redeemed', redeemedAt: now, redeemedBy: memberId, membershipId },
		...{ startsAt, endsAt: until, email: null },
	}).execute();
	return { membershipId, until };
}

type Held = { source: string; endsAt: Date | null; cancelAt: Date | null };

/** From when on a gift counts, by what somebody has already; or why it cannot be taken now. */
export function startOf(
	held: readonly Held[],
	now: Date,
): { startsAt: Date; obstacle: FoundGift['obstacle'] } {
	let startsAt = now;
	let obstacle: FoundGift['obstacle'] = null;
	for (const { source, endsAt, cancelAt } of held) {
		const end = endsAt ?? cancelAt;
		if (end === null)
			obstacle = source === 'purchase' ? 'gifts.paying_already' : 'gifts.has_already';
		else if (end > startsAt) startsAt = end;
		if (obstacle) break;
	}
	return { startsAt, obstacle };
}
