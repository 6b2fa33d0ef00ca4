import { NotFoundError } from '@kith/kernel/errors';
import { announcementById, notedTerms } from '../announcements/index.ts';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { recordAction } from '../history/index.ts';
import { isAllowed } from '../permissions/ability.ts';
import { alignTags } from '../tags/index.ts';
import { postTarget } from './post-target.ts';
import { postById } from './posts.queries.ts';
import type { PostRef, RemovePost } from './posts.schema.ts';
import { setPostStatus, uncountPostInSpace } from './taken-down.queries.ts';

/** The author takes their own post back. */
export function deletePost(ctx: CommunityContext, input: PostRef): Promise<void> {
	return takeDown(ctx, input, 'delete', 'deleted');
}

/** A moderator takes somebody's post off the site, and says why. */
export function removePost(ctx: CommunityContext, input: RemovePost): Promise<void> {
	return takeDown(ctx, input, 'remove', 'removed');
}

async function takeDown(
	ctx: CommunityContext,
	{ postId, why = '' }: RemovePost,
	action: 'delete' | 'remove',
	status: 'deleted' | 'removed',
): Promise<void> {
	await ctx.transaction(async (tx) => {
		const post = await postById(tx.db, postId).forNoKeyUpdate().executeTakeFirst();
		if (!post || !isAllowed(ctx.ability, 'read', 'Post', post))
			throw new NotFoundError('posts.not_found');
		ctx.authorize(action, 'Post', post);
		await setPostStatus(tx.db, post.id, status).execute();
		await uncountPostInSpace(tx.db, post.spaceId).execute();
		await alignTags(tx.db, { postIds: [post.id] }).execute();
		if (status === 'removed') {
			await recordAction(ctx, tx, { kind: 'post', id: post.id }, { action: 'removed', why });
			tx.audit({ action: 'posts.removed', target: postTarget(post), reason: why });
		}
		if (status === 'deleted' && post.kind === 'announcement') await noteTakenBack(ctx, tx, post);
		await tx.emit('posts.removed', { postId: post.id, spaceId: post.spaceId });
	});
}

/** What everybody was told is not its author's alone: the log says for whom it was. */
async function noteTakenBack(
	{ snapshot }: CommunityContext,
	tx: CommunityTransaction,
	post: Parameters<typeof postTarget>[0],
): Promise<void> {
	const told = await announcementById(tx.db, post.id).executeTakeFirst();
	tx.audit({
		...{ action: 'announcements.deleted', target: postTarget(post) },
		before: notedTerms(snapshot, told?.kindFacts),
	});
}
