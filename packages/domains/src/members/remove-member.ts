import { ForbiddenError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { depart, dropSessions } from './depart.ts';
import { isOwner, requireAbove } from './hierarchy.ts';
import { memberTarget } from './member-target.ts';
import { memberById } from './members.queries.ts';
import { removalNotice } from './removal-notice.ts';
import type { RemoveMember } from './members.schema.ts';

/**
 * Sends a member away for good and signs them out everywhere. Their posts stay under the name, stay without it, or
 * go; a mail tells them unless it is not to. Throws `members.owner_stays`, `members.not_oneself`, `members.above_you`.
 */
export async function removeMember(
	ctx: CommunityContext,
	{ memberId, contributions, reason = '', tells = true }: RemoveMember,
): Promise<void> {
	const userId = await ctx.transaction(async (tx) => {
		const member = await memberById(tx.db, memberId).forNoKeyUpdate().executeTakeFirst();
		ctx.authorize('remove', 'Member');
		if (!member || member.status === 'removed') throw new NotFoundError('members.not_found');
		requireAbove(ctx, member);
		if (isOwner(ctx, member.roleIds)) throw new ForbiddenError('members.owner_stays');
		const notice = await removalNotice(ctx, tx, member, { reason, tells });
		await depart(ctx, tx, {
			...{ memberId, contributions },
			userId: member.userId,
			mayReturn: false,
		});
		const after = { contributions };
		tx.audit({
			...{ action: 'members.removed', target: memberTarget(member), after },
			...(reason !== '' && { reason }),
		});
		await tx.emit('members.removed', { memberId, contributions, notice });
		return member.userId;
	});
	await dropSessions(ctx, userId);
}
