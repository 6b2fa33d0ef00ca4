import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { recordAction } from '../history/index.ts';
import type { HistoryAction } from '../history/history.schema.ts';
import { isAllowed } from '../permissions/ability.ts';
import { postById } from '../posts/index.ts';

export type LivePost = NonNullable<
	Awaited<ReturnType<ReturnType<typeof postById>['executeTakeFirst']>>
>;

/** The post a verb is about, locked. Throws `posts.not_found` also for one that the actor cannot read. */
// authorize: each verb asks for what it does.
export async function livePost(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	postId: string,
): Promise<LivePost> {
	const post = await postById(tx.db, postId).forNoKeyUpdate().executeTakeFirst();
	if (!post || !isAllowed(ctx.ability, 'read', 'Post', post))
		throw new NotFoundError('posts.not_found');
	return post;
}

type Told = { action: HistoryAction; why?: string; details?: Readonly<Record<string, string>> };

/** Keeps what was done in the post's history and tells the pages that show it. */
// authorize: the verbs that do it have asked.
export async function tell(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ id, spaceId }: Pick<LivePost, 'id' | 'spaceId'>,
	told: Told,
): Promise<void> {
	await recordAction(ctx, tx, { kind: 'post', id }, told);
	await tx.emit('posts.edited', { postId: id, spaceId });
}
