import * as z from 'zod';
import { PageInput } from '@kith/kernel/pages';
import { Why } from '../history/history.schema.ts';
import { Byline, HeldChange, ReactionCount } from '../posts/posts.schema.ts';
import { RichText } from '../rich-text/rich-text.schema.ts';
import { ShownText } from '../rich-text/shown.schema.ts';

/** Replies are drawn at most this deep; deeper ones are drawn beside their parent's replies. */
export const VISUAL_DEPTH = 3;

/** Comments in one answer, roots and replies together: what a page holds of a longer thread. */
export const MOST_COMMENTS = 60;

export const PublishComment = z.strictObject({
	/** Made by the client before the first try: a retry publishes it once. */
	id: z.uuid(),
	postId: z.uuid(),
	parentId: z.uuid().nullable(),
	body: RichText,
});
export type PublishComment = z.infer<typeof PublishComment>;

export const EditComment = z.strictObject({
	commentId: z.uuid(),
	version: z.int().positive(),
	body: RichText,
	/** Why it was changed, kept in its history. */
	why: Why.optional(),
});
export type EditComment = z.infer<typeof EditComment>;

/** What became of a comment that was sent: on the site, or waiting for approval. */
export const PublishedComment = z.strictObject({
	commentId: z.uuid(),
	state: z.enum(['published', 'waiting']),
});
export type PublishedComment = z.infer<typeof PublishedComment>;

export const RestoreComment = z.strictObject({
	commentId: z.uuid(),
	version: z.int().positive(),
	/** The number of the kept version that comes back. */
	number: z.int().positive(),
});
export type RestoreComment = z.infer<typeof RestoreComment>;

export const CommentRef = z.strictObject({ commentId: z.uuid() });
export type CommentRef = z.infer<typeof CommentRef>;

/** The reason stands where the comment stood, for everybody to read. */
export const RemoveComment = CommentRef.extend({ why: Why.optional() });
export type RemoveComment = z.infer<typeof RemoveComment>;

/** In which order the threads of a post come; replies always come as they were written. */
export const ThreadOrder = z.enum(['oldest', 'newest', 'liked']);
export type ThreadOrder = z.infer<typeof ThreadOrder>;

export const ListComments = PageInput.extend({
	postId: z.uuid(),
	/** Start with the thread that holds this comment: what a permalink asks for. */
	around: z.uuid().optional(),
	/** The thread of a permalink stands among the others as they were written, whatever is asked. */
	order: ThreadOrder.optional(),
});
export type ListComments = z.infer<typeof ListComments>;

/** A comment as a thread shows it. A removed one with replies stays as a tombstone without text or author. */
export const CommentView = z.strictObject({
	id: z.uuid(),
	postId: z.uuid(),
	parentId: z.uuid().nullable(),
	rootId: z.uuid().nullable(),
	depth: z
		.int()
		.min(0)
		.max(VISUAL_DEPTH - 1),
	/** `blocked`: by a member whom the viewer blocked. */
	status: z.enum(['published', 'removed', 'deleted', 'blocked']),
	author: Byline.nullable(),
	body: ShownText.nullable(),
	/** Why a moderator removed it; empty when they did not say. */
	removedWhy: z.string(),
	reactions: z.array(ReactionCount),
	createdAt: z.date(),
	editedAt: z.date().nullable(),
	version: z.int(),
	/** The viewer's own change of it that waits for approval, or came back. */
	held: HeldChange.nullable(),
	may: z.strictObject({
		...{ edit: z.boolean(), delete: z.boolean(), remove: z.boolean(), putBack: z.boolean() },
		react: z.boolean(),
	}),
});
export type CommentView = z.infer<typeof CommentView>;

export const ListReplies = z.strictObject({
	postId: z.uuid(),
	rootId: z.uuid(),
	cursor: z.string().max(300),
});
export type ListReplies = z.infer<typeof ListReplies>;

export const CommentsOfMember = PageInput.extend({ memberId: z.uuid() });
export type CommentsOfMember = z.infer<typeof CommentsOfMember>;

/** A comment as its writer's profile shows it, with what it answers. */
export const CommentLine = z.strictObject({
	id: z.uuid(),
	excerpt: z.string(),
	createdAt: z.date(),
	post: z.strictObject({ id: z.uuid(), title: z.string() }),
	space: z.strictObject({ slug: z.string(), name: z.string() }),
});
export type CommentLine = z.infer<typeof CommentLine>;

/** Threads in the order asked for, each with its first replies. */
export const CommentPage = z.strictObject({
	items: z.array(CommentView),
	/** Threads with more replies than these, and the first of those. */
	more: z.array(z.strictObject({ rootId: z.uuid(), nextId: z.uuid(), cursor: z.string() })),
	/** The thread that is shown from its middle on. */
	earlierOf: z.uuid().nullable(),
	nextCursor: z.string().nullable(),
});
export type CommentPage = z.infer<typeof CommentPage>;
