import { ForbiddenError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { isOwner, requireAbove } from './hierarchy.ts';
import { memberById } from './members.queries.ts';

/**
 * A member whom the actor stands above, locked for the transaction. Throws `members.not_found`, `members.not_oneself`,
 * `members.above_you`, `members.owner_stays`.
 */
// authorize: the verb asks for its own permission; this is about the two of them.
export async function memberBelow(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	memberId: string,
	{ evenRemoved = false } = {},
) {
	const member = await memberById(tx.db, memberId).forNoKeyUpdate().executeTakeFirst();
	if (!member || (member.status === 'removed' && !evenRemoved))
		throw new NotFoundError('members.not_found');
	requireAbove(ctx, member);
	if (isOwner(ctx, member.roleIds)) throw new ForbiddenError('members.owner_stays');
	return member;
}
