import { memberIdOf, selfOf } from '@kith/kernel/actor';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { admitByMembership, putOutside, requestOf } from './joining.queries.ts';
import { JoinRequest } from './joining.schema.ts';

type Waiting = { id: string; request: unknown };

/**
 * Lets someone in who waits, because they hold a membership now. Whoever was in before comes back to all that is theirs.
 * The caller has locked their row and seen that they wait, so that it happens once.
 */
// authorize: somebody paid, or gave it; the verbs that open memberships have asked.
export async function admitPaying(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ id: memberId, request: kept }: Waiting,
): Promise<void> {
	const request = JoinRequest.parse(kept ?? {});
	const isBack = request.lapsedAt !== null;
	await admitByMembership(tx.db, memberId, {
		request: { ...request, way: 'membership', lapsedAt: null },
		joinedAt: isBack ? null : ctx.clock.now(),
	}).execute();
	if (isBack) await tx.emit('members.returned', { memberId });
	else await tx.emit('members.joined', { memberId, invitationId: null });
	tx.touchMember(memberId);
}

/** Puts someone outside whom a membership had let in, and who has none any more. All that is theirs stays. */
// authorize: what is paid for decides.
export async function putOut(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ id: memberId, request: kept }: Waiting,
): Promise<void> {
	const lapsedAt = ctx.clock.now().toISOString();
	await putOutside(tx.db, memberId, { ...JoinRequest.parse(kept ?? {}), lapsedAt }).execute();
	await tx.emit('members.lapsed', { memberId });
	tx.touchMember(memberId);
}

type Before = { memberId: string; lapsedAt: string | null; isIn: boolean };

/**
 * Who stands before the door that paying opens: somebody who waits where one joins by membership, unless people have to
 * decide on them. `isIn` where they were let in after this request began. Null for everybody else.
 */
async function findBefore(ctx: CommunityContext): Promise<Before | null> {
	const { viewer, snapshot } = ctx;
	const isBefore = snapshot.access.join === 'membership' && viewer?.standing === 'pending';
	if (!isBefore || !viewer.memberId || memberIdOf(ctx.actor) !== null) return null;
	const row = await requestOf(ctx.db, viewer.memberId).executeTakeFirst();
	const { isScreened, lapsedAt } = JoinRequest.parse(row?.request ?? {});
	const isIn = row?.status === 'active';
	if (isScreened || !(isIn || row?.status === 'pending')) return null;
	return { memberId: viewer.memberId, lapsedAt, isIn };
}

/** Whether a membership would let somebody in who is about to be signed in. */
// authorize: their own request; the provider's word has been checked.
export async function waitsForMembership(
	{ db, snapshot }: CommunityContext,
	member: { id: string; status: string } | null,
): Promise<boolean> {
	if (member?.status !== 'pending' || snapshot.access.join !== 'membership') return false;
	const row = await requestOf(db, member.id).executeTakeFirst();
	return !JoinRequest.parse(row?.request ?? {}).isScreened;
}

/** Who waits before the door that paying opens, and since when they are outside again; null for everybody else. */
// authorize: one's own request, by the person behind the session.
export async function beforeDoor(ctx: CommunityContext): Promise<Before | null> {
	const before = await findBefore(ctx);
	return before?.isIn ? null : before;
}

/** Who asks: a member, or somebody who waits; what they held and tried is theirs either way. */
// authorize: the person behind the session.
export const askingId = ({ actor, viewer }: CommunityContext): string | null =>
	memberIdOf(actor) ?? (viewer?.standing === 'pending' ? viewer.memberId : null);

/** Whose purchases these are: a member's, or theirs who would become one by them. Throws `identity.sign_in_needed`. */
// authorize: it asks, of members; who waits before the door has their own purchases alone.
export async function buyerOf(ctx: CommunityContext): Promise<string> {
	const before = await findBefore(ctx);
	if (before) return before.memberId;
	const memberId = selfOf(ctx.actor);
	ctx.authorize('create', 'Purchase', { memberId });
	return memberId;
}
