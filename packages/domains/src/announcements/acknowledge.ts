import { selfOf } from '@kith/kernel/actor';
import { ConflictError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { isAllowed } from '../permissions/ability.ts';
import { termsOf } from './announcement-terms.ts';
import { announcementById, markReceipt } from './announcements.queries.ts';
import type { AnnouncementRef } from './announcements.schema.ts';

type Mark = 'seen' | 'acknowledged' | 'dismissed';

/** A member takes note of an announcement. Repeating it changes nothing. */
export function acknowledge(ctx: CommunityContext, input: AnnouncementRef): Promise<void> {
	return mark(ctx, input, 'acknowledged');
}

/** A member puts a banner away. Throws `announcements.must_acknowledge` where that is not enough. */
export function dismiss(ctx: CommunityContext, input: AnnouncementRef): Promise<void> {
	return mark(ctx, input, 'dismissed');
}

/** A member has an announcement before their eyes. */
export function markSeen(ctx: CommunityContext, input: AnnouncementRef): Promise<void> {
	return mark(ctx, input, 'seen');
}

async function mark(ctx: CommunityContext, input: AnnouncementRef, as: Mark): Promise<void> {
	await ctx.transaction(async (tx) => {
		const post = await announcementById(tx.db, input.postId).executeTakeFirst();
		if (!post || !isAllowed(ctx.ability, 'read', 'Post', post))
			throw new NotFoundError('posts.not_found');
		ctx.authorize('acknowledge', 'Post', post);
		const memberId = selfOf(ctx.actor);
		if (as === 'dismissed' && termsOf(post.kindFacts).mustAcknowledge)
			throw new ConflictError('announcements.must_acknowledge');
		const { id: postId, spaceId } = post;
		const receipt = { postId, memberId, now: ctx.clock.now(), mark: as };
		const changed = await markReceipt(tx.db, receipt).executeTakeFirst();
		if (changed && as === 'acknowledged')
			await tx.emit('announcements.acknowledged', { postId, spaceId, memberId });
	});
}
