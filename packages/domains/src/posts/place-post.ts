import { ConflictError, InvalidError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { excerptOf, isEmptyText } from '../rich-text/index.ts';
import { attachPictures } from './attach-pictures.ts';
import { countPostInSpace, insertPost, postById } from './posts.queries.ts';
import type { PublishPost } from './posts.schema.ts';

/**
 * Puts a post on the site, in the caller's transaction and in its author's name. Returns false when it had been
 * there. Throws `posts.id_taken` when its id is another member's post.
 */
// authorize: the verbs that publish have asked.
export async function placePost(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	authorId: string,
	input: PublishPost,
): Promise<boolean> {
	const { id, spaceId, title, body, contentWarning = '' } = input;
	if (isEmptyText(body)) throw new InvalidError('posts.empty');
	const now = ctx.clock.now();
	const coverFileId = await attachPictures(tx.db, body, { ownerId: authorId, spaceId, now });
	const inserted = await insertPost(tx.db, {
		...{ id, spaceId, authorId, title, body, contentWarning },
		...{ excerpt: excerptOf(body), coverFileId, createdAt: now },
		locale: ctx.community.locale,
	}).executeTakeFirst();
	if (!inserted) {
		const existing = await postById(tx.db, id).executeTakeFirst();
		if (existing?.authorId !== authorId) throw new ConflictError('posts.id_taken');
		return false;
	}
	await countPostInSpace(tx.db, spaceId, now).execute();
	await tx.emit('posts.published', { postId: id, spaceId });
	return true;
}
