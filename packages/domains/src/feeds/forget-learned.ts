import { memberIdOf } from '@kith/kernel/actor';
import { UnauthenticatedError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { forgetLearnedRow } from './personal.queries.ts';

/** From now on only what the actor does later counts for what they are shown. */
export async function forgetLearned(ctx: CommunityContext): Promise<void> {
	ctx.authorize('enter', 'Community');
	const memberId = memberIdOf(ctx.actor);
	if (!memberId) throw new UnauthenticatedError('identity.sign_in_needed');
	await ctx.transaction(async (tx) => {
		await forgetLearnedRow(tx.db, memberId, ctx.clock.now()).execute();
	});
}
