import { ConflictError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { markRemoved } from './departures.queries.ts';
import { memberTarget } from './member-target.ts';
import { JoinRequest } from './joining.schema.ts';
import { activateMember, keepRequest, requestOf } from './joining.queries.ts';
import { memberById } from './members.queries.ts';
import type { Approved, ApproveMembers, DeclineMember, MemberRef } from './members.schema.ts';

/** Lets someone in who asked to join. Throws `members.not_pending` when that was decided already. */
export async function approveMember(ctx: CommunityContext, { memberId }: MemberRef): Promise<void> {
	await ctx.transaction(async (tx) => {
		const member = await memberById(tx.db, memberId).forNoKeyUpdate().executeTakeFirst();
		ctx.authorize('approve', 'Member');
		if (!member) throw new NotFoundError('members.not_found');
		if (member.status !== 'pending') throw new ConflictError('members.not_pending');
		await letIn(ctx, tx, member);
	});
}

/** Lets everybody in of those named who still waits; what somebody else decided meanwhile stays. */
export async function approveMembers(
	ctx: CommunityContext,
	{ memberIds }: ApproveMembers,
): Promise<Approved> {
	ctx.authorize('approve', 'Member');
	return ctx.transaction(async (tx) => {
		let approved = 0;
		// In one order, so that two who approve the same people at once do not wait for each other.
		for (const memberId of [...new Set(memberIds)].toSorted()) {
			const member = await memberById(tx.db, memberId).forNoKeyUpdate().executeTakeFirst();
			if (!member) throw new NotFoundError('members.not_found');
			if (member.status !== 'pending') continue;
			await letIn(ctx, tx, member);
			approved += 1;
		}
		return { approved };
	});
}

/** Refuses someone who asked to join, with a reason they read; an invitation to their address lets them in later. */
export async function declineMember(
	ctx: CommunityContext,
	{ memberId, reason = '' }: DeclineMember,
): Promise<void> {
	await ctx.transaction(async (tx) => {
		const member = await memberById(tx.db, memberId).forNoKeyUpdate().executeTakeFirst();
		ctx.authorize('approve', 'Member');
		if (!member) throw new NotFoundError('members.not_found');
		if (member.status !== 'pending') throw new ConflictError('members.not_pending');
		const kept = await requestOf(tx.db, memberId).executeTakeFirstOrThrow();
		const request = JoinRequest.parse(kept.request ?? {});
		await markRemoved(tx.db, memberId, ctx.clock.now()).execute();
		await keepRequest(tx.db, memberId, { ...request, reason, decision: 'declined' }).execute();
		tx.audit({ action: 'members.declined', target: memberTarget(member), reason });
		await tx.emit('members.declined', { memberId });
		tx.touchMember(memberId);
	});
}

async function letIn(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ id: memberId, name }: { id: string; name: string },
): Promise<void> {
	tx.audit({ action: 'members.approved', target: memberTarget({ id: memberId, name }) });
	await activateMember(tx.db, memberId, ctx.clock.now()).execute();
	await tx.emit('members.approved', { memberId });
	tx.touchMember(memberId);
}
