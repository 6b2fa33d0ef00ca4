import { selfOf } from '@kith/kernel/actor';
import { ConflictError, NotFoundError } from '@kith/kernel/errors';
import { askStripe } from '../ask-stripe.ts';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { lockMember, payingRow } from '../memberships/index.ts';
import { requireModule } from '../modules/index.ts';
import { on, personOf, purchaseById, runningOf, type Running } from '../sales/index.ts';
import { PurchaseData } from '../sales/sales.schema.ts';
import { requestSeatNews } from './invite-people.ts';
import { holdOwnGroup, ownGroup } from './own-group.ts';
import { payingCard } from './paying-card.ts';
import { changeGroup, changePurchase, groupById, seatOf } from './seats.queries.ts';
import type { AnswerOffer, GroupRef, PersonRef } from './seats.schema.ts';

/**
 * Asks somebody who has a seat to look after the group, and to pay for it from then on; whoever was asked before is not
 * asked any more. Throws `seats.not_found`, `seats.person_not_found`, and `seats.yours_already` for oneself.
 */
// authorize: ownGroup asks.
export async function offerGroup(
	ctx: CommunityContext,
	{ membershipId, memberId }: PersonRef,
): Promise<void> {
	const group = await ownGroup(ctx, membershipId);
	if (memberId === group.memberId) throw new ConflictError('seats.yours_already');
	const now = ctx.clock.now();
	await ctx.transaction(async (tx) => {
		await holdOwnGroup(ctx, tx, { membershipId, memberId });
		const seat = await seatOf(tx.db, membershipId, memberId).executeTakeFirst();
		if (!seat) throw new NotFoundError('seats.person_not_found');
		const known = await groupById(tx.db, membershipId).executeTakeFirst();
		if (known?.offeredTo === memberId) return;
		await changeGroup(tx.db, membershipId, { offeredTo: memberId, offeredAt: now }).execute();
		await requestSeatNews(ctx, tx, {
			...{ news: 'offer', communityId: ctx.community.id, membershipId, at: now.toISOString() },
		});
	});
}

/** Nobody is asked any more. Throws `seats.not_found`. */
// authorize: ownGroup asks.
export async function withdrawOffer(
	ctx: CommunityContext,
	{ membershipId }: GroupRef,
): Promise<void> {
	const { memberId } = await ownGroup(ctx, membershipId);
	await ctx.transaction(async (tx) => {
		await holdOwnGroup(ctx, tx, { membershipId, memberId });
		await changeGroup(tx.db, membershipId, { offeredTo: null, offeredAt: null }).execute();
	});
}

/**
 * Looks after a group from now on, or not. Its card stays until another is put in its place, and buys no more seats till
 * then. Accepted again it is as it was. Throws `seats.offer_not_found`, `sales.not_running`, `payments.unavailable` and
 * `payments.refused`.
 */
export async function answerOffer(
	ctx: CommunityContext,
	{ membershipId, accept }: AnswerOffer,
): Promise<void> {
	const memberId = selfOf(ctx.actor);
	ctx.authorize('update', 'Purchase', { memberId });
	requireModule(ctx, 'memberships');
	const group = await groupById(ctx.db, membershipId).executeTakeFirst();
	const isMine = group?.memberId === memberId;
	if (!group || (!isMine && group.offeredTo !== memberId))
		throw new NotFoundError('seats.offer_not_found');
	if (!accept) return refuse(ctx, { membershipId, memberId });
	const running = runningOf(await purchaseById(ctx.db, membershipId).executeTakeFirstOrThrow());
	if (!isMine) {
		const lentCard = await payingCard(ctx, running);
		await ctx.transaction((tx) =>
			takeOver(ctx, tx, { membershipId, memberId, before: group.memberId, lentCard }),
		);
	}
	await nameAtStripe(ctx, running, memberId);
}

type Asked = { membershipId: string; memberId: string };

async function refuse(ctx: CommunityContext, { membershipId, memberId }: Asked): Promise<void> {
	await ctx.transaction(async ({ db }) => {
		await lockMember(db, memberId).execute();
		await payingRow(db, membershipId).execute();
		const group = await groupById(db, membershipId).executeTakeFirst();
		if (group?.offeredTo !== memberId) throw new NotFoundError('seats.offer_not_found');
		await changeGroup(db, membershipId, { offeredTo: null, offeredAt: null }).execute();
	});
}

type Taking = Asked & { before: string; lentCard: string };

async function takeOver(
	ctx: CommunityContext,
	{ db }: CommunityTransaction,
	{ membershipId, memberId, before, lentCard }: Taking,
): Promise<void> {
	for (const one of [memberId, before].toSorted((a, b) => (a < b ? -1 : 1)))
		await lockMember(db, one).execute();
	const paying = await payingRow(db, membershipId).executeTakeFirst();
	const group = await groupById(db, membershipId).executeTakeFirst();
	const row = await purchaseById(db, membershipId).executeTakeFirst();
	// Pressed twice, the first time counts.
	if (paying?.memberId === memberId) return;
	if (!row || paying?.memberId !== before || group?.offeredTo !== memberId)
		throw new NotFoundError('seats.offer_not_found');
	if (row.status === 'canceled') throw new ConflictError('sales.not_running');
	const data = JSON.stringify({ ...PurchaseData.parse(row.data), lentCard });
	await changePurchase(db, membershipId, { memberId, data }, ctx.clock.now()).execute();
	await changeGroup(db, membershipId, { offeredTo: null, offeredAt: null }).execute();
}

/** Receipts and what the bank shows are in the name of who looks after it. */
async function nameAtStripe(
	{ db, services }: CommunityContext,
	{ account, customer }: Running,
	memberId: string,
): Promise<void> {
	const { email, name } = await personOf(db, memberId).executeTakeFirstOrThrow();
	await askStripe(() => services.payments.customers.update(customer, { email, name }, on(account)));
}
