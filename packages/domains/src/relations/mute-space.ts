import { selfOf } from '@kith/kernel/actor';
import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { followSpaces } from './follow-space.ts';
import { muteSpaceRow, unmuteSpaceRow } from './relations.queries.ts';
import type { RelateSpace } from './relations.schema.ts';

/**
 * Mutes a space, or hears of it again: what is new there leaves the actor's feeds, suggestions and unread marks, and all
 * of it can be read as before. Who mutes a space stops following it; who hears of it again does not follow it.
 */
export async function muteSpace(
	ctx: CommunityContext,
	{ spaceId, on }: RelateSpace,
): Promise<void> {
	ctx.authorize('enter', 'Community');
	if (!ctx.grants.spaces.readable.includes(spaceId)) throw new NotFoundError('spaces.not_found');
	const memberId = selfOf(ctx.actor);
	await ctx.transaction(async (tx) => {
		if (on) {
			await followSpaces(ctx, tx, memberId, { on: [], off: [spaceId] });
			await muteSpaceRow(tx.db, memberId, spaceId, ctx.clock.now()).execute();
		} else await unmuteSpaceRow(tx.db, memberId, spaceId).execute();
		tx.touchMember(memberId);
	});
}
