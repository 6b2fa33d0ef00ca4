import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { hasModule } from '../modules/index.ts';
import { joinDoubles } from './memberships.queries.ts';
import { settleGrants } from './settle-grants.ts';

/** Brings the memberships of an account over to another one, with what they open. Run again, it brings what came meanwhile. */
// authorize: the verb that merges has asked for both.
export async function mergeMemberships(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	pair: { from: string; into: string },
): Promise<void> {
	if (!hasModule(ctx, 'memberships')) return;
	for (const statement of joinDoubles(tx.db, pair, ctx.clock.now())) await statement.execute();
	await settleGrants(ctx, tx, pair.into);
}
