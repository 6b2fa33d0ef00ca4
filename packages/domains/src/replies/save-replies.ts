import { ConflictError } from '@kith/kernel/errors';
import { settingTarget } from '../communities/index.ts';
import type { CommunityContext } from '../context.ts';
import { keepReplies, REPLIES, startReplies, storedReplies } from './replies.queries.ts';
import { SaveReplies } from './replies.schema.ts';

/** Changes the saved replies, all at once, upon the version that the editor started from. Throws `replies.changed_meanwhile`. */
export async function saveReplies(
	ctx: CommunityContext,
	{ replies, version }: SaveReplies,
): Promise<{ version: number }> {
	ctx.authorize('administer', 'Setting', { key: 'approval' });
	const now = ctx.clock.now();
	return ctx.transaction(async (tx) => {
		await startReplies(tx.db, { replies: [], version: 0 }, now).execute();
		const row = await storedReplies(tx.db).forNoKeyUpdate().executeTakeFirstOrThrow();
		const before = SaveReplies.parse(row.value);
		if (before.version !== version) throw new ConflictError('replies.changed_meanwhile');
		const after = { replies, version: version + 1 };
		await keepReplies(tx.db, after, now).execute();
		tx.audit({ action: 'settings.updated', target: settingTarget(REPLIES), before, after });
		return { version: after.version };
	});
}
