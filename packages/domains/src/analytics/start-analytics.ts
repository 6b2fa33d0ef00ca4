import type { CommunityContext } from '../context.ts';
import { startModule } from '../modules/index.ts';

/** Begins to add up what people do, from the first fact that is there; called again, it changes nothing. */
export async function startAnalytics(ctx: CommunityContext): Promise<void> {
	ctx.authorize('read', 'Analytics');
	await startModule(ctx, 'analytics');
}
