import type { CommunityContext } from '../context.ts';
import type { Origin } from './origin.schema.ts';
import { looksAt } from './members.queries.ts';

/**
 * Tells what led the acting member here, unless they do not want what they do to be looked at. Returns whether the browser
 * may let go of it; whoever is no member yet keeps it. Fails without harm.
 */
// authorize: of oneself.
export async function tellOrigin(ctx: CommunityContext, origin: Origin): Promise<boolean> {
	if (ctx.actor.kind !== 'member') return false;
	const { memberId } = ctx.actor;
	try {
		await ctx.transaction(async (tx) => {
			const member = await looksAt(tx.db, memberId).executeTakeFirst();
			// Who was a member before they came this way was not led here by it.
			if (member?.isPersonal && member.joinedAt.getTime() >= Date.parse(origin.at))
				await tx.emit('members.origin_known', { memberId, origin });
		});
		return true;
	} catch (error) {
		ctx.services.logger.warn({ error }, 'what led a member here was not written down');
		return false;
	}
}
