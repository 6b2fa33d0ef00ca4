import { ConflictError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { markRemoved } from './departures.queries.ts';
import { memberTarget } from './member-target.ts';
import { activateMember, memberById } from './members.queries.ts';
import type { MemberRef } from './members.schema.ts';

/** Lets someone in who asked to join. Throws `members.not_pending` when that was decided already. */
export function approveMember(ctx: CommunityContext, input: MemberRef): Promise<void> {
	return decide(ctx, input, 'members.approved');
}

/** Refuses someone who asked to join; they can come back by an invitation to their address. */
export function declineMember(ctx: CommunityContext, input: MemberRef): Promise<void> {
	return decide(ctx, input, 'members.declined');
}

async function decide(
	ctx: CommunityContext,
	{ memberId }: MemberRef,
	fact: 'members.approved' | 'members.declined',
): Promise<void> {
	await ctx.transaction(async (tx) => {
		const member = await memberById(tx.db, memberId).forUpdate().executeTakeFirst();
		ctx.authorize('administer', 'Member');
		if (!member) throw new NotFoundError('members.not_found');
		if (member.status !== 'pending') throw new ConflictError('members.not_pending');
		const settle = fact === 'members.approved' ? activateMember : markRemoved;
		await settle(tx.db, memberId, ctx.clock.now()).execute();
		tx.audit({ action: fact, target: memberTarget(member) });
		await tx.emit(fact, { memberId });
		tx.touchMember(memberId);
	});
}
