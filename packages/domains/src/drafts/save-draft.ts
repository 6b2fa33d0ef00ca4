import { selfOf } from '@kith/kernel/actor';
import { InvalidError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { excerptOf, isEmptyText } from '../rich-text/index.ts';
import { dropOldest, upsertDraft } from './drafts.queries.ts';
import { DRAFT_LIMITS, type SaveDraft } from './drafts.schema.ts';

/** Keeps what a member is writing, for their other devices too. The oldest beyond fifty go. */
export async function saveDraft(
	ctx: CommunityContext,
	input: SaveDraft,
): Promise<{ updatedAt: Date }> {
	const memberId = selfOf(ctx.actor);
	ctx.authorize('update', 'Draft', { memberId });
	if (isEmptyText(input.body) && input.fields.title === '') throw new InvalidError('drafts.empty');
	const key = `drafts ${ctx.community.id} ${memberId}`;
	await ctx.services.limiter.take(key, DRAFT_LIMITS.savesPerMinute, 60);
	const now = ctx.clock.now();
	return ctx.transaction(async (tx) => {
		await upsertDraft(tx.db, {
			...{ ...input, memberId, excerpt: excerptOf(input.body), now },
		}).execute();
		await dropOldest(tx.db, memberId).execute();
		return { updatedAt: now };
	});
}
