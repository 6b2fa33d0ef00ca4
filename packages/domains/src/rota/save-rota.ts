import { ConflictError, NotFoundError } from '@kith/kernel/errors';
import { settingTarget } from '../communities/index.ts';
import type { CommunityContext } from '../context.ts';
import { decidersOf } from './read-rota.ts';
import { keepSetting, startSetting, storedSetting } from '../settings.queries.ts';
import { ROTA } from './rota.queries.ts';
import { SaveRota } from './rota.schema.ts';

/**
 * Changes who is told when, all at once, upon the version that the editor started from. Throws `rota.changed_meanwhile`,
 * and `rota.decider_not_found` for a member who decides on nothing here or is not here.
 */
export async function saveRota(
	ctx: CommunityContext,
	{ shifts, version }: SaveRota,
): Promise<{ version: number }> {
	ctx.authorize('administer', 'Setting', { key: 'approval' });
	const people = new Set((await decidersOf(ctx)).map(({ memberId }) => memberId));
	if (!shifts.every(({ memberId }) => people.has(memberId)))
		throw new NotFoundError('rota.decider_not_found');
	const now = ctx.clock.now();
	return ctx.transaction(async (tx) => {
		await startSetting(tx.db, ROTA, { shifts: [], version: 0 }, now).execute();
		const row = await storedSetting(tx.db, ROTA).forNoKeyUpdate().executeTakeFirstOrThrow();
		const before = SaveRota.parse(row.value);
		if (before.version !== version) throw new ConflictError('rota.changed_meanwhile');
		const after = { shifts, version: version + 1 };
		await keepSetting(tx.db, ROTA, after, now).execute();
		tx.audit({ action: 'settings.updated', target: settingTarget(ROTA), before, after });
		return { version: after.version };
	});
}
