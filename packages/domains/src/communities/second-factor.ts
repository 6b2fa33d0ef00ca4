import { ForbiddenError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { Resolver } from '../permissions/resolve.ts';
import { SAFEGUARD } from '../permissions/safeguard.schema.ts';
import { saveSetting } from './communities.queries.ts';
import type { SecondFactorDay } from './communities.schema.ts';
import { settingTarget } from '../setting-target.ts';

/** From when on what is dangerous asks everybody for a second factor. */
export function readSecondFactor(ctx: CommunityContext): SecondFactorDay {
	ctx.authorize('administer', 'Setting', { key: 'access' });
	const { from, isDue } = ctx.snapshot.safeguard;
	return { from, isDue, hasShown: new Resolver(ctx.snapshot, ctx.standing).isStrong };
}

/**
 * Brings that day forward to now, for good; whoever does it has shown a second factor. Once it has come, it changes
 * nothing. Throws `permissions.second_factor_needed`.
 */
export async function askSecondFactorNow(ctx: CommunityContext): Promise<void> {
	await ctx.transaction(async (tx) => {
		ctx.authorize('administer', 'Setting', { key: 'access' });
		if (!new Resolver(ctx.snapshot, ctx.standing).isStrong)
			throw new ForbiddenError('permissions.second_factor_needed');
		const { from, isDue } = ctx.snapshot.safeguard;
		if (isDue) return;
		const now = ctx.clock.now();
		await saveSetting(tx.db, SAFEGUARD, { from: now.toISOString() }, now).execute();
		tx.audit({
			...{ action: 'settings.updated', target: settingTarget(SAFEGUARD) },
			...{ before: { from: from?.toISOString() ?? null }, after: { from: now.toISOString() } },
		});
		tx.touchCommunity();
	});
}
