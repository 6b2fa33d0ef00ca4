import { ConflictError, InvalidError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { isAllowed } from '../permissions/ability.ts';
import { attachPictures, closingOf, type postById } from '../posts/index.ts';
import { excerptOf, isEmptyText } from '../rich-text/index.ts';
import { commentById, countComment, insertComment, markSpaceActive } from './comments.queries.ts';
import type { PublishComment } from './comments.schema.ts';

type Post = NonNullable<Awaited<ReturnType<ReturnType<typeof postById>['executeTakeFirst']>>>;

/**
 * Puts a comment under a post that the caller has locked, in its author's name. A comment that is there already stays
 * as it is. Throws `comments.post_closed` where a post takes none any more.
 */
// authorize: the verbs that publish have asked.
export async function placeComment(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	post: Post,
	authorId: string,
	input: PublishComment,
): Promise<void> {
	const now = ctx.clock.now();
	const { id, body } = input;
	const { spaceId } = post;
	if (isEmptyText(body)) throw new InvalidError('comments.empty');
	const place = await placeUnder(ctx, tx, input);
	const existing = await commentById(tx.db, id).executeTakeFirst();
	if (existing?.authorId === authorId) return;
	if (closingOf(ctx.snapshot, post, now)?.isClosed) throw new ConflictError('comments.post_closed');
	await attachPictures(tx.db, body, { ownerId: authorId, spaceId, subjectId: id, now });
	const inserted = await insertComment(tx.db, {
		...{ id, postId: post.id, spaceId, authorId, body, ...place },
		...{ excerpt: excerptOf(body), createdAt: now, locale: ctx.community.locale },
	}).executeTakeFirst();
	if (!inserted) throw new ConflictError('comments.id_taken');
	await countComment(tx.db, post.id, now).execute();
	await markSpaceActive(tx.db, spaceId, now).execute();
	await tx.emit('comments.published', { commentId: id, postId: post.id, spaceId });
}

/** Where a comment goes. Throws when what it answers is gone. */
// authorize: asks whether what is answered may be read.
export async function placeUnder(
	ctx: Pick<CommunityContext, 'ability'>,
	tx: CommunityTransaction,
	{ parentId, postId }: Pick<PublishComment, 'parentId' | 'postId'>,
) {
	if (!parentId) return { parentId: null, rootId: null, depth: 0 };
	const parent = await commentById(tx.db, parentId).executeTakeFirst();
	if (!parent || parent.postId !== postId) throw new NotFoundError('comments.not_found');
	if (parent.status !== 'published') throw new ConflictError('comments.parent_gone');
	if (!isAllowed(ctx.ability, 'read', 'Comment', parent))
		throw new NotFoundError('comments.not_found');
	return { parentId, rootId: parent.rootId ?? parent.id, depth: parent.depth + 1 };
}
