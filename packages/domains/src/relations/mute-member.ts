import { selfOf } from '@kith/kernel/actor';
import type { CommunityContext } from '../context.ts';
import { relate } from './relate.ts';
import { dropRelation } from './relations.queries.ts';
import type { RelateMember } from './relations.schema.ts';

/** Mutes a member, or hears them again: their posts leave the actor's feeds, everything else stays. */
export async function muteMember(
	ctx: CommunityContext,
	{ memberId: targetId, on }: RelateMember,
): Promise<void> {
	ctx.authorize('enter', 'Community');
	const memberId = selfOf(ctx.actor);
	await ctx.transaction(async (tx) => {
		if (on) await relate(ctx, tx, targetId, 'mute');
		else await dropRelation(tx.db, { memberId, targetId, kind: 'mute' }).execute();
		tx.touchMember(memberId);
	});
}
