import { ConflictError, InvalidError, NotFoundError } from '@kith/kernel/errors';
import { askStripe } from '../ask-stripe.ts';
import type { CommunityContext } from '../context.ts';
import { requireModule } from '../modules/index.ts';
import { entriesOfPayment, on, settlePayment } from '../sales/index.ts';
import { stateOf } from './gift-view.ts';
import { changeGift, giftById, type Gift } from './gifts.queries.ts';
import { GiftData, type ResendGift, type RevokeGift } from './gifts.schema.ts';
import { requestGiftNews, settleGift } from './settle-gift.ts';

/** Mails a gift again. Throws `gifts.not_found`, and `gifts.not_mailed` for what nobody waits for by mail. */
export async function resendGift(
	ctx: CommunityContext,
	{ giftId, id, reason }: ResendGift,
): Promise<void> {
	ctx.authorize('administer', 'Purchase');
	requireModule(ctx, 'memberships');
	await ctx.transaction(async (tx) => {
		const gift = await giftById(tx.db, giftId).forUpdate('gifts').executeTakeFirst();
		if (!gift) throw new NotFoundError('gifts.not_found');
		if (gift.email === null || stateOf(gift, ctx.clock.now()) !== 'open')
			throw new ConflictError('gifts.not_mailed');
		const about = { communityId: ctx.community.id, giftId };
		await requestGiftNews(ctx, tx, { ...about, news: 'gift', again: id });
		tx.audit({ action: 'gifts.resent', target: targetOf(gift), reason });
	});
}

/**
 * Takes a gift back: nobody can redeem it any more. With what was paid for it given back, what is left of a redeemed one
 * ends, too; without, a redeemed one stays (`gifts.redeemed`). Pressed twice it is given back once. Throws
 * `gifts.not_found`, `gifts.gone`, `payments.unavailable` and `payments.refused`.
 */
export async function revokeGift(
	ctx: CommunityContext,
	{ giftId, refund, reason }: RevokeGift,
): Promise<void> {
	ctx.authorize('administer', 'Purchase');
	requireModule(ctx, 'memberships');
	const gift = await ctx.transaction(async (tx) => {
		const row = await giftById(tx.db, giftId).forUpdate('gifts').executeTakeFirst();
		if (!row || row.status === 'pending') throw new NotFoundError('gifts.not_found');
		if (row.status === 'refunded') throw new ConflictError('gifts.gone');
		if (row.status === 'revoked' && !refund) throw new ConflictError('gifts.gone');
		if (row.status === 'redeemed' && !refund) throw new ConflictError('gifts.redeemed');
		if (row.status === 'paid') await changeGift(tx.db, giftId, { status: 'revoked' }).execute();
		const after = { tier: row.tierName, months: row.months, refund };
		tx.audit({ action: 'gifts.revoked', target: targetOf(row), after, reason });
		return row;
	});
	if (refund) await giveBack(ctx, gift, reason);
}

/** Gives back all that is left of what was paid, with the platform's part of it. */
async function giveBack(ctx: CommunityContext, gift: Gift, reason: string): Promise<void> {
	const { services, community } = ctx;
	const { account, payment } = GiftData.parse(gift.data);
	if (account === undefined || payment === undefined) throw new ConflictError('sales.not_running');
	await settlePayment(ctx, { account, paymentId: payment });
	const told = await entriesOfPayment(ctx.db, payment).execute();
	const paid = told.find(({ kind }) => kind === 'payment');
	const left = told.reduce((sum, { amount }) => sum + amount, 0);
	if (!paid?.externalId) throw new ConflictError('sales.not_running');
	if (left <= 0) throw new InvalidError('sales.refund_too_much', { left });
	const { externalId: charge, fee } = paid;
	await askStripe(() =>
		services.payments.refunds.create(
			{
				...{ charge, amount: left, refund_application_fee: fee > 0 },
				metadata: { kith_reason: reason },
			},
			{ ...on(account), idempotencyKey: `refund ${charge} ${left} ${left}` },
		),
	);
	await settlePayment(ctx, { account, paymentId: payment });
	await settleGift(services, community, gift.id);
}

const targetOf = ({ id, sender }: Gift) => ({ kind: 'gift', id, label: sender });
