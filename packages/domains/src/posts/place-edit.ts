import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { recordEdit } from '../history/index.ts';
import { excerptOf } from '../rich-text/index.ts';
import { writePoll } from '../polls/index.ts';
import type { NewPoll } from '../polls/polls.schema.ts';
import type { RichText } from '../rich-text/rich-text.schema.ts';
import { tagPost } from '../tags/index.ts';
import { attachPictures } from './attach-pictures.ts';
import { updatePost, type postById } from './posts.queries.ts';

type Post = NonNullable<Awaited<ReturnType<ReturnType<typeof postById>['executeTakeFirst']>>>;

/** A post's text as it is to be, with what changes along; what is left out stays. */
export type PostText = {
	title: string;
	body: RichText;
	contentWarning?: string | undefined;
	tags?: readonly string[] | undefined;
	/** Left out where the post has one. */
	poll?: NewPoll | undefined;
	why?: string | undefined;
};

/** Whose change it is, when it was approved by somebody else, with what they may tag. */
type Writer = {
	by: string;
	may: Pick<CommunityContext, 'ability' | 'grants' | 'snapshot' | 'clock' | 'community'>;
};

/** Changes a post in the caller's transaction, which holds its row; returns its new version. */
// authorize: the verbs that edit and that approve a change have asked.
export async function placeEdit(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	post: Post,
	{ tags, ...text }: PostText,
	writer?: Writer,
): Promise<number> {
	const change = { ...text, by: writer?.by };
	const isKept = await recordEdit(ctx, tx, { ...post, kind: 'post' }, change);
	if (tags) {
		const tagged = { postId: post.id, spaceId: post.spaceId, names: [...tags] };
		await tagPost(writer?.may ?? ctx, tx, tagged);
	}
	return storeText(ctx, tx, post, { ...text, isKept });
}

/** Stores a text and tells that it changed. */
// authorize: as above.
export async function storeText(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	post: Post,
	{ title, body, contentWarning, poll, isKept }: PostText & { isKept: boolean },
): Promise<number> {
	const now = ctx.clock.now();
	// Whoever was first has it: a change that waited meanwhile comes without.
	const isPolled = poll !== undefined && !post.hasPoll;
	if (isPolled) await writePoll(tx.db, { poll, postId: post.id, now });
	const coverFileId = await attachPictures(tx.db, body, {
		...{ ownerId: post.authorId, others: post.coAuthorIds, spaceId: post.spaceId },
		...{ subjectId: post.id, now },
	});
	await updatePost(tx.db, post.id, {
		...{ title, body, excerpt: excerptOf(body), coverFileId, locale: ctx.community.locale },
		...(contentWarning !== undefined && { contentWarning }),
		...(isPolled && { hasPoll: true }),
		editedAt: isKept ? now : post.editedAt,
	}).execute();
	await tx.emit('posts.edited', { postId: post.id, spaceId: post.spaceId });
	return post.version + 1;
}
