import type { CommunityContext } from '../context.ts';
import { startModule } from '../modules/index.ts';
import type { StartPoints } from './awards.schema.ts';
import { recountLater } from './recount.ts';
import { startRules } from './save-rule.ts';

/**
 * Switches points on with the rules to begin with; what was done before is taken down in a moment, and counts where that is
 * wanted. Pressed again, it changes nothing that is there. Throws `gamification.badge_not_found`.
 */
export async function startPoints(
	ctx: CommunityContext,
	{ rules, countsPast }: StartPoints,
): Promise<void> {
	ctx.authorize('create', 'PointRule');
	await startModule(ctx, 'gamification');
	await ctx.transaction(async (tx) => {
		await startRules(ctx, tx, rules, countsPast ? null : 0);
		await recountLater(ctx, tx);
	});
}
