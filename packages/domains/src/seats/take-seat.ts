import { selfOf } from '@kith/kernel/actor';
import { AppError, ConflictError, NotFoundError } from '@kith/kernel/errors';
import { hashToken, newId } from '@kith/kernel/ids';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { buyerOf } from '../members/index.ts';
import { changeMembership, lockMember, openMembership, payingRow } from '../memberships/index.ts';
import { MembershipStatus, OPENING } from '../memberships/memberships.schema.ts';
import { requireModule } from '../modules/index.ts';
import { holdOwnGroup, ownGroup } from './own-group.ts';
import { groupByToken, seatOf, seatsTaken, useInvite } from './seats.queries.ts';
import type { GroupRef, PersonRef, SeatToken } from './seats.schema.ts';

/**
 * Takes a seat by the link of a group, or by an invitation, which is used then. Whoever has one has it still. Throws
 * `seats.link_unknown`, `seats.all_taken`, `seats.group_closed` while nobody pays for it, and `seats.has_already` for who
 * has a seat of this tier in another group.
 */
// authorize: buyerOf asks.
export async function takeSeat(ctx: CommunityContext, { token }: SeatToken): Promise<GroupRef> {
	const memberId = await buyerOf(ctx);
	requireModule(ctx, 'memberships');
	const tokenHash = hashToken(token);
	return ctx.transaction(async (tx) => {
		await lockMember(tx.db, memberId).execute();
		const found = () => groupByToken(tx.db, tokenHash, ctx.clock.now()).executeTakeFirst();
		const group = await found();
		const paying = group && (await payingRow(tx.db, group.membershipId).executeTakeFirst());
		// Another link may have taken its place while others were before us.
		if (!paying || !(await found())) throw new NotFoundError('seats.link_unknown');
		await seat(ctx, tx, { ...paying, memberId });
		await useInvite(tx.db, tokenHash).execute();
		return { membershipId: paying.id };
	});
}

/** Takes a seat of the group that one looks after. Throws as `takeSeat`, and `seats.not_found`. */
// authorize: ownGroup asks.
export async function takeOwnSeat(
	ctx: CommunityContext,
	{ membershipId }: GroupRef,
): Promise<void> {
	const { memberId } = await ownGroup(ctx, membershipId);
	await ctx.transaction(async (tx) => {
		const paying = await holdOwnGroup(ctx, tx, { membershipId, memberId });
		await seat(ctx, tx, { ...paying, memberId });
	});
}

type Seat = { id: string; memberId: string; tierId: string; status: string; seats: number | null };

/** One after the other, because the group is held: the last seat has one taker. */
async function seat(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ id: seatGroupId, memberId, tierId, seats, ...paying }: Seat,
): Promise<void> {
	const status = MembershipStatus.parse(paying.status);
	const mine = await seatOf(tx.db, seatGroupId, memberId).executeTakeFirst();
	if (mine) return;
	if (!OPENING.includes(status)) throw new ConflictError('seats.group_closed');
	const { taken } = await seatsTaken(tx.db, seatGroupId).executeTakeFirstOrThrow();
	if (taken >= (seats ?? 0)) throw new ConflictError('seats.all_taken');
	const opening = { id: newId(), memberId, tierId, priceId: null, seatGroupId };
	await openMembership(ctx, tx, { ...opening, source: 'seat', status }).catch(sayInOurWords);
}

function sayInOurWords(error: unknown): never {
	if (error instanceof AppError && error.code === 'memberships.already')
		throw new ConflictError('seats.has_already');
	throw error;
}

/**
 * Takes a seat from somebody, or gives up one's own, in a group that one looks after; it is free at once. Throws
 * `seats.not_found` and `seats.person_not_found`.
 */
// authorize: ownGroup asks.
export async function removePerson(
	ctx: CommunityContext,
	{ membershipId, memberId }: PersonRef,
): Promise<void> {
	await ownGroup(ctx, membershipId);
	await ctx.transaction(async (tx) => {
		await holdOwnGroup(ctx, tx, { membershipId, memberId });
		const held = await seatOf(tx.db, membershipId, memberId).executeTakeFirst();
		if (!held) throw new NotFoundError('seats.person_not_found');
		await changeMembership(ctx, tx, held.id, { status: 'canceled' }, { how: 'ended' });
	});
}

/** Gives up one's seat in a group; it is free at once. Throws `seats.not_found`. */
export async function leaveGroup(ctx: CommunityContext, { membershipId }: GroupRef): Promise<void> {
	const memberId = selfOf(ctx.actor);
	ctx.authorize('update', 'Purchase', { memberId });
	requireModule(ctx, 'memberships');
	await ctx.transaction(async (tx) => {
		await lockMember(tx.db, memberId).execute();
		const held = await seatOf(tx.db, membershipId, memberId).executeTakeFirst();
		if (!held) throw new NotFoundError('seats.not_found');
		await changeMembership(ctx, tx, held.id, { status: 'canceled' }, { how: 'left' });
	});
}
