import { memberIdOf } from '@kith/kernel/actor';
import { LimitReachedError, NotFoundError, UnauthenticatedError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { MOST_FOLLOWED } from './read-tags.ts';
import type { FollowTag } from './tags.schema.ts';
import { countFollowed, followTagRow, tagById, unfollowTagRow } from './tags.queries.ts';

/** Follows a tag, or no longer; twice is once. Throws `tags.followed_too_many`. */
export async function followTag(ctx: CommunityContext, { tagId, on }: FollowTag): Promise<void> {
	ctx.authorize('read', 'Tag');
	const memberId = memberIdOf(ctx.actor);
	if (!memberId) throw new UnauthenticatedError('identity.sign_in_needed');
	await ctx.transaction(async (tx) => {
		const tag = await tagById(tx.db, tagId).forKeyShare().executeTakeFirst();
		if (!tag) throw new NotFoundError('tags.not_found');
		if (!on) {
			const gone = await unfollowTagRow(tx.db, memberId, tagId).executeTakeFirst();
			if (gone) await tx.emit('tags.unfollowed', { tagId, memberId });
			return;
		}
		const row = { memberId, tagId, createdAt: ctx.clock.now() };
		const made = await followTagRow(tx.db, row).executeTakeFirst();
		if (!made) return;
		const { count } = await countFollowed(tx.db, memberId).executeTakeFirstOrThrow();
		if (count > MOST_FOLLOWED)
			throw new LimitReachedError('tags.followed_too_many', { most: MOST_FOLLOWED });
		await tx.emit('tags.followed', { tagId, memberId });
	});
}
