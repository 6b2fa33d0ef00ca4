import * as z from 'zod';
import { PageInput } from '@kith/kernel/pages';
import { RichText } from '../rich-text/rich-text.schema.ts';
import { TagLink, TagNames } from '../tags/tags.schema.ts';

export const PostTitle = z.string().trim().min(1).max(200);

export const PublishPost = z.strictObject({
	/** Made by the client before the first try: a retry of the same post publishes it once. */
	id: z.uuid(),
	spaceId: z.uuid(),
	title: PostTitle,
	body: RichText,
	tags: TagNames.optional(),
});
export type PublishPost = z.infer<typeof PublishPost>;

export const EditPost = z.strictObject({
	postId: z.uuid(),
	/** The version the editor started from; another one in between is a conflict, never lost. */
	version: z.int().positive(),
	title: PostTitle,
	body: RichText,
	/** Left out, the tags stay as they are. */
	tags: TagNames.optional(),
});
export type EditPost = z.infer<typeof EditPost>;

export const PostRef = z.strictObject({ postId: z.uuid() });
export type PostRef = z.infer<typeof PostRef>;

export const PinPost = z.strictObject({ postId: z.uuid(), pinned: z.boolean() });
export type PinPost = z.infer<typeof PinPost>;

export const ListPosts = PageInput.extend({
	spaceId: z.uuid().optional(),
	authorId: z.uuid().optional(),
});
export type ListPosts = z.infer<typeof ListPosts>;

export const ListTagged = PageInput.extend({
	tagId: z.uuid(),
	/** The best are looked for among the newest five hundred. */
	sort: z.enum(['latest', 'top']).default('latest'),
});
export type ListTagged = z.infer<typeof ListTagged>;

/** A member as posts and comments show them. */
export const Byline = z.strictObject({
	id: z.uuid(),
	handle: z.string(),
	name: z.string(),
	avatarFileId: z.uuid().nullable(),
	/** Name of the highest role above member, for a badge; null for ordinary members. */
	role: z.strictObject({ name: z.string(), color: z.string().nullable() }).nullable(),
});
export type Byline = z.infer<typeof Byline>;

export const ReactionCount = z.strictObject({
	emoji: z.string(),
	count: z.int().positive(),
	mine: z.boolean(),
});
export type ReactionCount = z.infer<typeof ReactionCount>;

/** A post in a list. */
export const PostCard = z.strictObject({
	id: z.uuid(),
	space: z.strictObject({ id: z.uuid(), slug: z.string(), name: z.string(), icon: z.string() }),
	author: Byline,
	title: z.string(),
	excerpt: z.string(),
	cover: z.strictObject({ fileId: z.uuid(), width: z.int(), height: z.int() }).nullable(),
	isExample: z.boolean(),
	isPinned: z.boolean(),
	commentCount: z.int(),
	reactions: z.array(ReactionCount),
	tags: z.array(TagLink),
	createdAt: z.date(),
	editedAt: z.date().nullable(),
	/** Newer activity than this member's last visit of the space. */
	isUnread: z.boolean(),
	/** Comments of others that came since the member last read below the post; counted up to 99. */
	newComments: z.int(),
});
export type PostCard = z.infer<typeof PostCard>;

/** A post on its own page. */
export const PostDetail = PostCard.omit({
	excerpt: true,
	isUnread: true,
	newComments: true,
}).extend({
	body: RichText,
	excerpt: z.string(),
	version: z.int(),
	may: z.strictObject({
		edit: z.boolean(),
		delete: z.boolean(),
		remove: z.boolean(),
		pin: z.boolean(),
		comment: z.boolean(),
		react: z.boolean(),
	}),
});
export type PostDetail = z.infer<typeof PostDetail>;
