import { selfOf } from '@kith/kernel/actor';
import type { CommunityContext } from '../context.ts';
import { relate } from './relate.ts';
import { dropRelation } from './relations.queries.ts';
import type { RelateMember } from './relations.schema.ts';

/** Follows a member, or stops following them: their posts are in the feed of those followed. */
export async function followMember(
	ctx: CommunityContext,
	{ memberId: targetId, on }: RelateMember,
): Promise<void> {
	ctx.authorize('enter', 'Community');
	const memberId = selfOf(ctx.actor);
	await ctx.transaction(async (tx) => {
		const change = on
			? await relate(ctx, tx, targetId, 'follow')
			: await dropRelation(tx.db, { memberId, targetId, kind: 'follow' }).executeTakeFirst();
		if (change)
			await tx.emit(on ? 'relations.followed' : 'relations.unfollowed', { memberId, targetId });
	});
}
