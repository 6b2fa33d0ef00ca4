import { ConflictError, InvalidError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { isAllowed } from '../permissions/ability.ts';
import { excerptOf, isEmptyText } from '../rich-text/index.ts';
import { tagPost } from '../tags/index.ts';
import { attachPictures } from './attach-pictures.ts';
import { postById, updatePost } from './posts.queries.ts';
import type { EditPost } from './posts.schema.ts';

/** Changes a post's title and text. Throws `posts.changed_meanwhile` when somebody else edited it first. */
export async function editPost(
	ctx: CommunityContext,
	input: EditPost,
): Promise<{ version: number }> {
	return ctx.transaction(async (tx) => {
		const post = await postById(tx.db, input.postId).forUpdate().executeTakeFirst();
		if (!post || !isAllowed(ctx.ability, 'read', 'Post', post))
			throw new NotFoundError('posts.not_found');
		ctx.authorize('update', 'Post', post);
		if (post.version !== input.version) throw new ConflictError('posts.changed_meanwhile');
		if (isEmptyText(input.body)) throw new InvalidError('posts.empty');
		const now = ctx.clock.now();
		const coverFileId = await attachPictures(tx.db, input.body, {
			ownerId: post.authorId,
			spaceId: post.spaceId,
			subjectId: post.id,
			now,
		});
		await updatePost(tx.db, post.id, {
			...{ title: input.title, body: input.body, excerpt: excerptOf(input.body) },
			...{ coverFileId, editedAt: now, locale: ctx.community.locale },
		}).execute();
		if (input.tags)
			await tagPost(ctx, tx, { postId: post.id, spaceId: post.spaceId, names: input.tags });
		await tx.emit('posts.edited', { postId: post.id, spaceId: post.spaceId });
		return { version: post.version + 1 };
	});
}
