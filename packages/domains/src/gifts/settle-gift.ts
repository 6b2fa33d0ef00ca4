import { requestJob } from '@kith/db/jobs';
import { addMonths } from '@kith/kernel/clock';
import type { CommunityContext, CommunityTransaction, Services } from '../context.ts';
import { createJobContext } from '../create-context.ts';
import { changeMembership, lockMember } from '../memberships/index.ts';
import { readPurchase, type Told } from '../sales/index.ts';
import type { CommunityIdentity } from '../snapshot.ts';
import {
	bringForward,
	changeGift,
	drawGiftQuestion,
	dropGift,
	endOf,
	giftById,
	type Gift,
} from './gifts.queries.ts';
import { GIFT_MONTHS, GiftData, keyOfGiftNews, type GiftNews } from './gifts.schema.ts';

/** The job that writes a mail about a gift; `mail` has it. */
const MAIL_GIFT = 'mail-gift';
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Reads a gift again at Stripe and makes what becomes of it equal to that: paid for, it can be redeemed and is sent;
 * given back, it is over, with what was not used of it. Whoever asks later is believed, so any order of events ends
 * alike. Throws `payments.unavailable`.
 */
// authorize: verbs that call it have asked; events and jobs need no leave.
export async function settleGift(
	services: Services,
	community: CommunityIdentity,
	giftId: string,
	hint: { sessionId?: string } = {},
): Promise<void> {
	const ctx = await createJobContext(services, community, 'settle-gift');
	const drawn = await drawGiftQuestion(ctx.db, giftId).executeTakeFirst();
	if (!drawn) return;
	const { account, session, payment, asked } = GiftData.parse(drawn.data);
	if (account === undefined) return;
	const told = await readPurchase(services, {
		...{ account, subscriptionId: null, paymentId: payment ?? null },
		sessionId: payment === undefined ? (session?.id ?? hint.sessionId ?? null) : null,
	});
	while (!(await ctx.transaction((tx) => keepTold(ctx, tx, { giftId, asked, told }))));
}

type Answer = { giftId: string; asked: number; told: Told };

/** False where it was redeemed before its row was locked: its member's row is locked first. */
async function keepTold(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ giftId, asked, told }: Answer,
): Promise<boolean> {
	const known = await giftById(tx.db, giftId).executeTakeFirst();
	if (known?.redeemedBy) await lockMember(tx.db, known.redeemedBy).execute();
	const gift = await giftById(tx.db, giftId).forUpdate('gifts').executeTakeFirst();
	if (!gift) return true;
	if (gift.redeemedBy !== known?.redeemedBy) return false;
	const data = GiftData.parse(gift.data);
	if (data.heard >= asked) return true;
	const payment = told.payment?.id ?? data.payment;
	const kept = { ...data, heard: asked, ...(payment !== undefined && { payment }) };
	await changeGift(tx.db, giftId, { data: JSON.stringify(kept) }).execute();
	if (isPaid(told)) await open(ctx, tx, gift);
	else if (isGivenBack(told)) await takeBack(ctx, tx, gift);
	else if (isLeft(ctx, gift, told)) await dropGift(tx.db, giftId).execute();
	return true;
}

const chargeOf = ({ payment }: Told) =>
	typeof payment?.latest_charge === 'object' ? payment.latest_charge : null;
const isPaid = (told: Told): boolean =>
	told.payment?.status === 'succeeded' && chargeOf(told)?.refunded === false;
const isGivenBack = (told: Told): boolean => chargeOf(told)?.refunded === true;

/** Nobody pays on its page any more, or there never was one. */
function isLeft({ clock }: CommunityContext, { createdAt }: Gift, told: Told): boolean {
	if (told.payment) return told.payment.status === 'canceled';
	if (told.session) return told.session.status === 'expired';
	return clock.now().getTime() > createdAt.getTime() + DAY_MS;
}

/** It can be redeemed from now on, and is mailed at its time. */
async function open(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ id, status, email, sendAt }: Gift,
): Promise<void> {
	if (status !== 'pending') return;
	const now = ctx.clock.now();
	const goesAt = sendAt && sendAt > now ? sendAt : now;
	await changeGift(tx.db, id, {
		...{ status: 'paid', paidAt: now, expiresAt: addMonths(goesAt, GIFT_MONTHS) },
		...(email !== null && { sendAt: goesAt }),
	}).execute();
	const about = { communityId: ctx.community.id, giftId: id };
	await requestGiftNews(ctx, tx, { ...about, news: 'bought' });
	if (email !== null) await requestGiftNews(ctx, tx, { ...about, news: 'gift' }, goesAt);
}

/** Asks for a mail, in the transaction of what it tells. */
// authorize: the verbs that ask for it have asked.
export async function requestGiftNews(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	news: GiftNews,
	runAt?: Date,
): Promise<void> {
	await requestJob(tx.db, MAIL_GIFT, news, {
		...{ key: `${MAIL_GIFT}:${keyOfGiftNews(news)}`, now: ctx.clock.now() },
		...(runAt && { runAt }),
	});
}

/** Nobody can redeem it any more; who has takes what is left of it no further. */
async function takeBack(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	gift: Gift,
): Promise<void> {
	if (gift.status === 'refunded') return;
	await changeGift(tx.db, gift.id, { status: 'refunded' }).execute();
	const { membershipId, startsAt, endsAt } = gift;
	if (gift.status !== 'redeemed' || !membershipId || !startsAt || !endsAt) return;
	const now = ctx.clock.now();
	const from = startsAt > now ? startsAt : now;
	const restMs = endsAt.getTime() - from.getTime();
	const held = await endOf(tx.db, membershipId).executeTakeFirst();
	if (restMs <= 0 || !held?.endsAt) return;
	const until = new Date(held.endsAt.getTime() - restMs);
	await bringForward(tx.db, { membershipId, from: endsAt, seconds: restMs / 1000 }).execute();
	await changeGift(tx.db, gift.id, { endsAt: from }).execute();
	const isOver = until <= now;
	await changeMembership(ctx, tx, membershipId, {
		endsAt: isOver ? now : until,
		...(isOver && { status: 'canceled' }),
	});
}
