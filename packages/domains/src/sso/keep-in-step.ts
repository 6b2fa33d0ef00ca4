import type { CommunityContext } from '../context.ts';
import { bySignIn, settle } from '../grants/index.ts';
import type { Due } from './mapping.ts';

/**
 * Brings what a connection's rules gave a member in line with what is due now: what is no longer due goes, what was
 * given in the community stays.
 */
// authorize: an admin wrote the rules; the provider's word has been checked.
export function keepInStep(
	ctx: CommunityContext,
	{ memberId, connectionId, due }: { memberId: string; connectionId: string; due: Due },
): Promise<void> {
	return ctx.transaction((tx) =>
		settle(ctx, tx, { memberId, source: bySignIn(connectionId) }, due),
	);
}
