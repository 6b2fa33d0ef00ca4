import { ConflictError, InvalidError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { keptText, recordEdit, recordRestore } from '../history/index.ts';
import { isAllowed } from '../permissions/ability.ts';
import { excerptOf, isEmptyText } from '../rich-text/index.ts';
import type { RichText } from '../rich-text/rich-text.schema.ts';
import type { CommunityTransaction } from '../context.ts';
import { tagPost } from '../tags/index.ts';
import { attachPictures } from './attach-pictures.ts';
import { postById, updatePost } from './posts.queries.ts';
import type { EditPost, RestorePost } from './posts.schema.ts';

/** Changes a post's title and text. Throws `posts.changed_meanwhile` when somebody else edited it first. */
export async function editPost(
	ctx: CommunityContext,
	input: EditPost,
): Promise<{ version: number }> {
	return ctx.transaction(async (tx) => {
		const post = await readablePost(ctx, tx, input.postId);
		ctx.authorize('update', 'Post', post);
		if (post.version !== input.version) throw new ConflictError('posts.changed_meanwhile');
		if (isEmptyText(input.body)) throw new InvalidError('posts.empty');
		const isKept = await recordEdit(ctx, tx, { ...post, kind: 'post' }, input);
		if (input.tags)
			await tagPost(ctx, tx, { postId: post.id, spaceId: post.spaceId, names: input.tags });
		return storeText(ctx, tx, post, { ...input, isKept });
	});
}

/** Puts an older version of a post back. Throws `history.not_found` for a version that is unknown or hidden. */
export async function restorePost(
	ctx: CommunityContext,
	input: RestorePost,
): Promise<{ version: number }> {
	return ctx.transaction(async (tx) => {
		const post = await readablePost(ctx, tx, input.postId);
		ctx.authorize('update', 'Post', post);
		if (post.version !== input.version) throw new ConflictError('posts.changed_meanwhile');
		const mayReadHidden = isAllowed(ctx.ability, 'moderate', 'Post', post);
		const wish = { subjectId: post.id, number: input.number, mayReadHidden };
		const text = await keptText(tx.db, wish);
		const restored = { ...text, restored: input.number };
		await recordRestore(ctx, tx, { kind: 'post', id: post.id }, restored);
		return storeText(ctx, tx, post, { ...text, isKept: true });
	});
}

async function readablePost(ctx: CommunityContext, tx: CommunityTransaction, postId: string) {
	const post = await postById(tx.db, postId).forUpdate().executeTakeFirst();
	if (!post || !isAllowed(ctx.ability, 'read', 'Post', post))
		throw new NotFoundError('posts.not_found');
	return post;
}

type Text = { title: string; body: RichText; contentWarning?: string | undefined; isKept: boolean };

async function storeText(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	post: Awaited<ReturnType<typeof readablePost>>,
	{ title, body, contentWarning, isKept }: Text,
): Promise<{ version: number }> {
	const now = ctx.clock.now();
	const coverFileId = await attachPictures(tx.db, body, {
		...{ ownerId: post.authorId, others: post.coAuthorIds, spaceId: post.spaceId },
		...{ subjectId: post.id, now },
	});
	await updatePost(tx.db, post.id, {
		...{ title, body, excerpt: excerptOf(body), coverFileId, locale: ctx.community.locale },
		...(contentWarning !== undefined && { contentWarning }),
		editedAt: isKept ? now : post.editedAt,
	}).execute();
	await tx.emit('posts.edited', { postId: post.id, spaceId: post.spaceId });
	return { version: post.version + 1 };
}
