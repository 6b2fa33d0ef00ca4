import * as z from 'zod';
import { ConflictError, NotFoundError } from '@kith/kernel/errors';
import { commentById, placeComment, placeCommentEdit } from '../comments/index.ts';
import { PublishComment } from '../comments/comments.schema.ts';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { placeEdit, placePost, postById } from '../posts/index.ts';
import { EditPost, PublishPost } from '../posts/posts.schema.ts';
import type { RichText } from '../rich-text/rich-text.schema.ts';
import { updateSubmission, type submissionById } from '../submissions/index.ts';
import { authorOf } from './author-of.ts';

export type Submission = NonNullable<
	Awaited<ReturnType<ReturnType<typeof submissionById>['executeTakeFirst']>>
>;

type Words = {
	title?: string | undefined;
	body?: RichText | undefined;
	/** For a change: the version of what it changes that was looked at. */
	revisedVersion?: number | undefined;
};

const NOTHING: RichText = { type: 'doc', content: [{ type: 'paragraph' }] };

/**
 * Puts what was held on the site in its author's name, in the transaction that holds its row: so it is published once,
 * however often that is tried.
 */
// authorize: the verbs that approve and the job that publishes have asked.
export async function release(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	submission: Submission,
	words: Words = {},
): Promise<void> {
	const { id, authorId } = submission;
	const body = words.body ?? (submission.body as unknown as RichText);
	const extras = submission.extras as object;
	if (submission.revisesId) await releaseChange(ctx, tx, submission, { ...words, body });
	else if (submission.kind === 'comment') {
		const input = PublishComment.parse({ ...extras, id, postId: submission.postId, body });
		const post = await postById(tx.db, input.postId).forNoKeyUpdate().executeTakeFirst();
		if (!post || post.status !== 'published') throw new NotFoundError('posts.not_found');
		await placeComment(ctx, tx, post, authorId, input);
	} else {
		const author = await authorOf(ctx, tx, authorId);
		await placePost(author, tx, authorId, asPost(submission, words));
	}
	// What is on the site need not lie here as well.
	await updateSubmission(tx.db, id, { state: 'published', title: '', body: NOTHING }).execute();
}

const Along = z.object({
	contentWarning: EditPost.shape.contentWarning,
	tags: EditPost.shape.tags,
	why: EditPost.shape.why,
	poll: EditPost.shape.poll,
});

/**
 * Changes what is on the site in its writer's name. Throws `approval.changed_meanwhile` when that is no longer what
 * was looked at beside the change.
 */
// authorize: as above.
async function releaseChange(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ kind, revisesId, authorId: by, ...held }: Submission,
	{ title = held.title, body, revisedVersion }: Words & { body: RichText },
): Promise<void> {
	const { why, poll, ...along } = Along.parse(held.extras);
	const subject =
		kind === 'post'
			? await postById(tx.db, revisesId ?? '')
					.forNoKeyUpdate()
					.executeTakeFirst()
			: await commentById(tx.db, revisesId ?? '')
					.forNoKeyUpdate()
					.executeTakeFirst();
	if (!subject || subject.status !== 'published')
		throw new NotFoundError(kind === 'post' ? 'posts.not_found' : 'comments.not_found');
	if (subject.version !== revisedVersion) throw new ConflictError('approval.changed_meanwhile');
	if ('coAuthorIds' in subject) {
		const writer = { by, may: await authorOf(ctx, tx, by) };
		await placeEdit(ctx, tx, subject, { title, body, why, poll, ...along }, writer);
	} else await placeCommentEdit(ctx, tx, subject, { body, why, by });
}

/** A held post as it was sent, or with better words. */
export function asPost(
	{ id, spaceId, extras, ...held }: Submission,
	{ title = held.title, body = held.body as unknown as RichText }: Words = {},
): PublishPost {
	return PublishPost.parse({ ...(extras as object), id, spaceId, title, body });
}
