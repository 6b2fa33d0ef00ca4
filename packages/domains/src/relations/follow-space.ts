import { selfOf } from '@kith/kernel/actor';
import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { followSpaceRow, unfollowSpaceRow, unmuteSpaceRow } from './relations.queries.ts';
import type { RelateSpace } from './relations.schema.ts';

/** Follows a space, or stops following it. A muted one is heard of again. */
export async function followSpace(
	ctx: CommunityContext,
	{ spaceId, on }: RelateSpace,
): Promise<void> {
	ctx.authorize('enter', 'Community');
	if (!ctx.grants.spaces.readable.includes(spaceId)) throw new NotFoundError('spaces.not_found');
	const memberId = selfOf(ctx.actor);
	const change = on ? { on: [spaceId], off: [] } : { on: [], off: [spaceId] };
	await ctx.transaction(async (tx) => {
		const heard = on && (await unmuteSpaceRow(tx.db, memberId, spaceId).executeTakeFirst());
		await followSpaces(ctx, tx, memberId, change);
		if (heard) tx.touchMember(memberId);
	});
}

/**
 * Follows spaces and stops following others, in the caller's transaction. Those that are muted are left alone. Returns
 * those not followed before.
 */
// authorize: the verbs that call it have asked.
export async function followSpaces(
	{ clock, snapshot }: CommunityContext,
	tx: CommunityTransaction,
	memberId: string,
	{ on, off }: { on: readonly string[]; off: readonly string[] },
): Promise<string[]> {
	const followed: string[] = [];
	const known = new Set(snapshot.spaces.map(({ id }) => id));
	for (const followedSpaceId of on.filter((id) => known.has(id))) {
		const row = followSpaceRow(tx.db, memberId, followedSpaceId, clock.now());
		if (!(await row.executeTakeFirst())) continue;
		followed.push(followedSpaceId);
		await tx.emit('relations.space_followed', { memberId, followedSpaceId });
	}
	for (const followedSpaceId of off) {
		const row = unfollowSpaceRow(tx.db, memberId, followedSpaceId);
		if (await row.executeTakeFirst())
			await tx.emit('relations.space_unfollowed', { memberId, followedSpaceId });
	}
	return followed;
}
