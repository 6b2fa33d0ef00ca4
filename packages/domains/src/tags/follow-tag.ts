import { selfOf } from '@kith/kernel/actor';
import { LimitReachedError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { MOST_FOLLOWED } from './read-tags.ts';
import type { FollowTag } from './tags.schema.ts';
import { countFollowed, followTagRow, tagById, unfollowTagRow } from './tags.queries.ts';

/** Follows a tag, or no longer; twice is once. Throws `tags.not_found` and `tags.followed_too_many`. */
export async function followTag(ctx: CommunityContext, { tagId, on }: FollowTag): Promise<void> {
	ctx.authorize('read', 'Tag');
	const memberId = selfOf(ctx.actor);
	await ctx.transaction(async (tx) => {
		const tag = await tagById(tx.db, tagId).forKeyShare().executeTakeFirst();
		if (!tag) throw new NotFoundError('tags.not_found');
		await followTags(ctx, tx, memberId, on ? { on: [tagId], off: [] } : { on: [], off: [tagId] });
	});
}

/**
 * Follows tags and stops following others, in the caller's transaction; those that are gone are passed over. Returns
 * those not followed before. Throws `tags.followed_too_many`.
 */
// authorize: the verbs that call it have asked.
export async function followTags(
	{ clock }: CommunityContext,
	tx: CommunityTransaction,
	memberId: string,
	{ on, off }: { on: readonly string[]; off: readonly string[] },
): Promise<string[]> {
	const followed: string[] = [];
	for (const tagId of on) {
		if (!(await tagById(tx.db, tagId).forKeyShare().executeTakeFirst())) continue;
		const row = { memberId, tagId, createdAt: clock.now() };
		if (!(await followTagRow(tx.db, row).executeTakeFirst())) continue;
		followed.push(tagId);
		await tx.emit('tags.followed', { tagId, memberId });
	}
	for (const tagId of off)
		if (await unfollowTagRow(tx.db, memberId, tagId).executeTakeFirst())
			await tx.emit('tags.unfollowed', { tagId, memberId });
	if (followed.length > 0) await requireRoom(tx, memberId);
	return followed;
}

async function requireRoom({ db }: CommunityTransaction, memberId: string): Promise<void> {
	const { count } = await countFollowed(db, memberId).executeTakeFirstOrThrow();
	if (count > MOST_FOLLOWED)
		throw new LimitReachedError('tags.followed_too_many', { most: MOST_FOLLOWED });
}
