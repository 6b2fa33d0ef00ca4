import { memberIdOf } from '@kith/kernel/actor';
import { UnauthenticatedError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import type { SwitchPersonal } from './feeds.schema.ts';
import { switchPersonalRow } from './personal.queries.ts';

/** Says whether what the actor does here may count for what they are shown. Off, it is not even looked at. */
export async function switchPersonal(ctx: CommunityContext, { on }: SwitchPersonal): Promise<void> {
	ctx.authorize('enter', 'Community');
	const memberId = memberIdOf(ctx.actor);
	if (!memberId) throw new UnauthenticatedError('identity.sign_in_needed');
	await ctx.transaction(async (tx) => {
		await switchPersonalRow(tx.db, memberId, on).execute();
	});
}
