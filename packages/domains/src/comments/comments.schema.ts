import * as z from 'zod';
import { PageInput } from '@kith/kernel/pages';
import { Byline, ReactionCount } from '../posts/posts.schema.ts';
import { RichText } from '../rich-text/rich-text.schema.ts';
import { ShownText } from '../rich-text/shown.schema.ts';

/** Replies are drawn at most this deep; deeper ones are drawn beside their parent's replies. */
export const VISUAL_DEPTH = 3;

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
});
export type EditComment = z.infer<typeof EditComment>;

export const CommentRef = z.strictObject({ commentId: z.uuid() });
export type CommentRef = z.infer<typeof CommentRef>;

export const ListComments = PageInput.extend({
	postId: z.uuid(),
	/** Start with the thread that holds this comment: what a permalink asks for. */
	around: z.uuid().optional(),
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
	reactions: z.array(ReactionCount),
	createdAt: z.date(),
	editedAt: z.date().nullable(),
	version: z.int(),
	may: z.strictObject({ edit: z.boolean(), delete: z.boolean(), remove: z.boolean() }),
});
export type CommentView = z.infer<typeof CommentView>;

/** Whole threads, oldest first. */
export const CommentPage = z.strictObject({
	items: z.array(CommentView),
	nextCursor: z.string().nullable(),
});
export type CommentPage = z.infer<typeof CommentPage>;
