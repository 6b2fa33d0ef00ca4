import { activityHorizon } from '@kith/db/activity-months';
import type { CommunityContext } from '../context.ts';
import { hasModule } from '../modules/index.ts';
import { pastFacts } from './backfill.queries.ts';

/**
 * Makes facts of what was done before facts were kept, from what is there of it: posts, comments, reactions, who joined and
 * paid, and when each was last seen. What is kept already, and what is told a moment later, is not there twice.
 */
// authorize: counting shows nothing to anybody.
export async function backfill(ctx: CommunityContext): Promise<void> {
	const since = activityHorizon(ctx.clock.now());
	const statements = pastFacts(ctx.community.id, { hasMemberships: hasModule(ctx, 'memberships') });
	await ctx.services.asOwner(async (client) => {
		await client.query('begin');
		try {
			// One after another: two that write the same rows in different orders would wait for each other.
			await client.query('select pg_advisory_xact_lock(hashtext($1))', [
				`kith backfill ${ctx.community.id}`,
			]);
			for (const statement of statements) await client.query(statement, [ctx.community.id, since]);
			await client.query('commit');
		} catch (error) {
			await client.query('rollback');
			throw error;
		}
	});
}
