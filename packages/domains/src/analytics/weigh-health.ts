import { ConflictError } from '@kith/kernel/errors';
import { settingTarget } from '../communities/index.ts';
import type { CommunityContext } from '../context.ts';
import { keepSetting, startSetting, storedSetting } from '../settings.queries.ts';
import { DEFAULT_HEALTH_WEIGHTS, WeighHealth } from './health.schema.ts';
import { HEALTH } from './read-health.ts';

/** Changes how much each part of the health counts, upon the version that the editor started from. Throws `analytics.weights_changed`. */
export async function weighHealth(
	ctx: CommunityContext,
	{ weights, version }: WeighHealth,
): Promise<{ version: number }> {
	ctx.authorize('administer', 'Setting', { key: 'general' });
	const now = ctx.clock.now();
	return ctx.transaction(async (tx) => {
		const start = { weights: DEFAULT_HEALTH_WEIGHTS, version: 0 };
		await startSetting(tx.db, HEALTH, start, now).execute();
		const row = await storedSetting(tx.db, HEALTH).forNoKeyUpdate().executeTakeFirstOrThrow();
		const before = WeighHealth.parse(row.value);
		if (before.version !== version) throw new ConflictError('analytics.weights_changed');
		const after = { weights, version: version + 1 };
		await keepSetting(tx.db, HEALTH, after, now).execute();
		tx.audit({ action: 'settings.updated', target: settingTarget(HEALTH), before, after });
		return { version: after.version };
	});
}
