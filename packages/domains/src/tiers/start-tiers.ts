import type { CommunityContext } from '../context.ts';
import { startModule } from '../modules/index.ts';

/** Switches paid memberships on; pressed again, it changes nothing. */
export async function startTiers(ctx: CommunityContext): Promise<void> {
	ctx.authorize('create', 'Tier');
	await startModule(ctx, 'memberships');
}
