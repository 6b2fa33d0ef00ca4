import type { CommunityContext } from '../context.ts';
import { requireModule } from '../modules/index.ts';
import { Home, type Window } from './analytics.schema.ts';
import { findingsOf } from './findings.ts';
import { spanOf } from './read-report.ts';
import { freshen } from './roll-up.ts';

const DAY_MS = 86_400_000;

/** What matters of the last days beside the same number of days before. Throws `module.off`. */
export async function readHome(ctx: CommunityContext, window: Window): Promise<Home> {
	ctx.authorize('read', 'Analytics');
	requireModule(ctx, 'analytics');
	const reach = await freshen(ctx);
	const now = ctx.clock.now();
	const start = new Date(now.getTime() - window.days * DAY_MS);
	return Home.parse({ ...(await findingsOf(ctx, spanOf(ctx, window), [start, now])), ...reach });
}
