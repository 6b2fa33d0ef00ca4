import { selfOf } from '@kith/kernel/actor';
import { ForbiddenError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { depart, dropSessions } from './depart.ts';
import { isOwner } from './hierarchy.ts';
import { memberById } from './members.queries.ts';
import type { LeaveCommunity } from './members.schema.ts';

/** Ends one's own membership; signing in later makes a new one. Throws `members.owner_stays` for owners. */
export async function leaveCommunity(
	ctx: CommunityContext,
	{ contributions }: LeaveCommunity,
): Promise<void> {
	const memberId = selfOf(ctx.actor);
	const userId = await ctx.transaction(async (tx) => {
		const member = await memberById(tx.db, memberId).forNoKeyUpdate().executeTakeFirst();
		if (!member || member.status !== 'active') throw new NotFoundError('members.not_found');
		ctx.authorize('update', 'Member', member);
		if (isOwner(ctx, member.roleIds)) throw new ForbiddenError('members.owner_stays');
		await depart(ctx, tx, {
			...{ memberId, contributions },
			userId: member.userId,
			mayReturn: true,
		});
		await tx.emit('members.left', { memberId, contributions });
		return member.userId;
	});
	await dropSessions(ctx, userId);
}
