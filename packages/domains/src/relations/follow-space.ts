import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { selfOf } from './relate.ts';
import { followSpaceRow, unfollowSpaceRow } from './relations.queries.ts';
import type { FollowSpace } from './relations.schema.ts';

/** Follows a space, or stops following it. */
export async function followSpace(
	ctx: CommunityContext,
	{ spaceId, on }: FollowSpace,
): Promise<void> {
	ctx.authorize('enter', 'Community');
	if (!ctx.grants.spaces.readable.includes(spaceId)) throw new NotFoundError('spaces.not_found');
	const memberId = selfOf(ctx);
	await ctx.transaction(async (tx) => {
		const change = on
			? followSpaceRow(tx.db, memberId, spaceId, ctx.clock.now())
			: unfollowSpaceRow(tx.db, memberId, spaceId);
		if (!(await change.executeTakeFirst())) return;
		await tx.emit(on ? 'relations.space_followed' : 'relations.space_unfollowed', {
			...{ memberId, followedSpaceId: spaceId },
		});
	});
}
