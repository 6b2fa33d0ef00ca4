import { ConflictError } from '@kith/kernel/errors';
import { settingTarget } from '../communities/index.ts';
import type { CommunityContext } from '../context.ts';
import { keepSetting, startSetting, storedSetting } from '../settings.queries.ts';
import { REPLIES, SaveReplies } from './replies.schema.ts';

/** Changes the saved replies, all at once, upon the version that the editor started from. Throws `replies.changed_meanwhile`. */
export async function saveReplies(
	ctx: CommunityContext,
	{ replies, version }: SaveReplies,
): Promise<{ version: number }> {
	ctx.authorize('administer', 'Setting', { key: 'approval' });
	const now = ctx.clock.now();
	return ctx.transaction(async (tx) => {
		await startSetting(tx.db, REPLIES, { replies: [], version: 0 }, now).execute();
		const row = await storedSetting(tx.db, REPLIES).forNoKeyUpdate().executeTakeFirstOrThrow();
		const before = SaveReplies.parse(row.value);
		if (before.version !== version) throw new ConflictError('replies.changed_meanwhile');
		const after = { replies, version: version + 1 };
		await keepSetting(tx.db, REPLIES, after, now).execute();
		tx.audit({ action: 'settings.updated', target: settingTarget(REPLIES), before, after });
		return { version: after.version };
	});
}
