import * as z from 'zod';
import { addMonths } from '@kith/kernel/clock';
import { memberIdOf, selfOf } from '@kith/kernel/actor';
import { NotFoundError } from '@kith/kernel/errors';
import { decodeCursor, toPage } from '@kith/kernel/pages';
import type { CommunityContext } from '../context.ts';
import { hasModule, requireModule } from '../modules/index.ts';
import { inCurrency, offerById } from '../sales/index.ts';
import { shownIn } from '../tiers/currencies.schema.ts';
import { OtherCurrencies } from '../tiers/tiers.schema.ts';
import { factsOf, givenView, giftUrl } from './gift-view.ts';
import { giftById, giftRows, giftsBy, heldOf, type Gift, type ShownGift } from './gifts.queries.ts';
import {
	GiftData,
	type FoundGift,
	type GiftCode,
	type GiftNews,
	type GiftPage,
	type GiftRef,
	type GiftRow,
	type GivenGift,
	type ListGifts,
} from './gifts.schema.ts';
import { giftOfCode, startOf } from './redeem-gift.ts';
import { settleGift } from './settle-gift.ts';

const MOST_OWN = 100;
const Keys = z.tuple([z.iso.datetime(), z.uuid()]);

/** A gift as it is for who holds its code, and whether they could take it. Throws as `giftOfCode`. */
// authorize: whoever holds a code may know what it is for.
export async function findGift(ctx: CommunityContext, input: GiftCode): Promise<FoundGift> {
	const gift = await giftOfCode(ctx, input);
	const now = ctx.clock.now();
	const memberId = memberIdOf(ctx.actor);
	const isMine = memberId !== null && gift.redeemedBy === memberId;
	const held = memberId === null ? [] : await heldOf(ctx.db, memberId, gift.tierId).execute();
	const facts = factsOf(gift, now);
	const { startsAt, obstacle } = startOf(held, now);
	const isOpen = facts.state === 'open';
	return {
		...{ ...facts, message: gift.message, isMine },
		until: isMine ? gift.endsAt : isOpen && !obstacle ? addMonths(startsAt, gift.months) : null,
		obstacle: isOpen ? obstacle : null,
	};
}

/** What the viewer gave, newest first; the last hundred. */
export async function listGiven(ctx: CommunityContext): Promise<GivenGift[]> {
	ctx.authorize('enter', 'Community');
	const memberId = selfOf(ctx.actor);
	if (!hasModule(ctx, 'memberships')) return [];
	const rows = await giftsBy(ctx.db, memberId, MOST_OWN).execute();
	return rows.map((gift) => givenView(ctx, gift));
}

/**
 * A gift for who gave it, after asking Stripe: who comes back from its page need not wait for a webhook. Another's is not
 * there. Throws `gifts.not_found`.
 */
export async function checkGift(ctx: CommunityContext, { giftId }: GiftRef): Promise<GivenGift> {
	const memberId = selfOf(ctx.actor);
	ctx.authorize('update', 'Purchase', { memberId });
	requireModule(ctx, 'memberships');
	const before = await own(ctx, giftId, memberId);
	if (before.status !== 'pending') return givenView(ctx, before);
	await settleGift(ctx.services, ctx.community, giftId);
	return givenView(ctx, await own(ctx, giftId, memberId));
}

async function own({ db }: CommunityContext, giftId: string, memberId: string): Promise<Gift> {
	const gift = await giftById(db, giftId).executeTakeFirst();
	if (gift?.buyerId !== memberId) throw new NotFoundError('gifts.not_found');
	return gift;
}

/** What was given here and paid for, newest first. Throws `pages.bad_cursor`. */
export async function listGifts(
	ctx: CommunityContext,
	{ cursor, limit, state }: ListGifts,
): Promise<GiftPage> {
	ctx.authorize('read', 'Purchase');
	requireModule(ctx, 'memberships');
	const now = ctx.clock.now();
	const after = decodeCursor(cursor, Keys);
	const rows = await giftRows(ctx.db, { state: state ?? null, after, limit, now }).execute();
	const page = toPage(rows, limit, ({ createdAt, id }) => [createdAt.toISOString(), id]);
	return { ...page, items: page.items.map((row) => rowView(row, now)) };
}

function rowView(row: ShownGift, now: Date): GiftRow {
	const { buyerId, buyerName, redeemedBy, redeemerName, email } = row;
	const otherCurrencies = OtherCurrencies.parse(row.otherCurrencies);
	const paidIn = GiftData.parse(row.data).currency ?? null;
	const { amount, currency } = shownIn({ ...row, otherCurrencies }, paidIn);
	const { sendAt, sentAt, paidAt, redeemedAt, membershipId, createdAt } = row;
	const person = (id: string | null, name: string | null) =>
		id === null || name === null ? null : { id, name };
	return {
		...{ ...factsOf(row, now), amount, currency, left: Math.max(0, row.left ?? 0), email },
		...{ buyer: person(buyerId, buyerName), redeemer: person(redeemedBy, redeemerName) },
		...{ sendAt, sentAt, paidAt, redeemedAt, membershipId, createdAt },
	};
}

/** What a mail tells of a gift. */
export type GiftFacts = { gift: Gift; url: string; amount: number; currency: string };

/** What there is to be told, if it is still so: of what was taken back or redeemed in the meantime there is nothing. */
// authorize: the job that writes mails needs no leave.
export async function readGiftNews(
	ctx: CommunityContext,
	{ giftId, news }: GiftNews,
): Promise<GiftFacts | null> {
	const gift = await giftById(ctx.db, giftId).executeTakeFirst();
	if (!gift || gift.status === 'pending') return null;
	const isOpen = factsOf(gift, ctx.clock.now()).state === 'open';
	if (news === 'gift' && (!isOpen || gift.email === null)) return null;
	const price = await offerById(ctx.db, gift.priceId).executeTakeFirstOrThrow();
	const { amount, currency } = inCurrency(price, GiftData.parse(gift.data).currency);
	return { gift, url: giftUrl(ctx, gift), amount, currency };
}
