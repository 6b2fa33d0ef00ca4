import type { CommunityContext } from '../context.ts';
import { bySignIn, settle } from '../grants/index.ts';
import { settleGiven } from '../memberships/index.ts';
import { hasModule } from '../modules/index.ts';
import type { Due } from './mapping.ts';

/**
 * Brings what a connection's rules gave a member in line with what is due now: what is no longer due goes, what was
 * given in the community, or is paid for, stays.
 */
// authorize: an admin wrote the rules; the provider's word has been checked.
export function keepInStep(
	ctx: CommunityContext,
	{ memberId, connectionId, due }: { memberId: string; connectionId: string; due: Due },
): Promise<void> {
	const { tierIds, ...grants } = due;
	const given = { memberId, source: bySignIn(connectionId) };
	return ctx.transaction(async (tx) => {
		if (hasModule(ctx, 'memberships')) await settleGiven(ctx, tx, given, tierIds);
		await settle(ctx, tx, given, grants);
	});
}
