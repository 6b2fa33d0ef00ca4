import { selfOf } from '@kith/kernel/actor';
import type { CommunityContext } from '../context.ts';
import { relate } from './relate.ts';
import { dropFollowsBetween, dropRelation } from './relations.queries.ts';
import type { RelateMember } from './relations.schema.ts';

/**
 * Blocks a member, or lets them be seen again. From the next request on neither sees the other anywhere; the blocked
 * one is not told.
 */
export async function blockMember(
	ctx: CommunityContext,
	{ memberId: targetId, on }: RelateMember,
): Promise<void> {
	ctx.authorize('enter', 'Community');
	const memberId = selfOf(ctx.actor);
	await ctx.transaction(async (tx) => {
		if (on) {
			await relate(ctx, tx, targetId, 'block');
			await dropFollowsBetween(tx.db, memberId, targetId).execute();
		} else await dropRelation(tx.db, { memberId, targetId, kind: 'block' }).execute();
		tx.touchMember(memberId);
		tx.touchMember(targetId);
	});
}
