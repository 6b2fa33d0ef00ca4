import { NotFoundError } from '@kith/kernel/errors';
import { placeComment } from '../comments/index.ts';
import { PublishComment } from '../comments/comments.schema.ts';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { placePost, postById } from '../posts/index.ts';
import { PublishPost } from '../posts/posts.schema.ts';
import type { RichText } from '../rich-text/rich-text.schema.ts';
import { updateSubmission, type submissionById } from '../submissions/index.ts';
import { authorOf } from './author-of.ts';

export type Submission = NonNullable<
	Awaited<ReturnType<ReturnType<typeof submissionById>['executeTakeFirst']>>
>;

type Words = { title?: string | undefined; body?: RichText | undefined };

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
	if (submission.kind === 'comment') {
		const input = PublishComment.parse({ ...extras, id, postId: submission.postId, body });
		const post = await postById(tx.db, input.postId).forUpdate().executeTakeFirst();
		if (!post || post.status !== 'published') throw new NotFoundError('posts.not_found');
		await placeComment(ctx, tx, post, authorId, input);
	} else {
		const author = await authorOf(ctx, tx, authorId);
		await placePost(author, tx, authorId, asPost(submission, words));
	}
	// What is on the site need not lie here as well.
	await updateSubmission(tx.db, id, { state: 'published', title: '', body: NOTHING }).execute();
}

/** A held post as it was sent, or with better words. */
export function asPost(
	{ id, spaceId, extras, ...held }: Submission,
	{ title = held.title, body = held.body as unknown as RichText }: Words = {},
): PublishPost {
	return PublishPost.parse({ ...(extras as object), id, spaceId, title, body });
}
