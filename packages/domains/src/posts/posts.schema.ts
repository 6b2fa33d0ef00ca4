import * as z from 'zod';
import { PageInput } from '@kith/kernel/pages';
import { ReactionMode } from '../reactions/reactions.schema.ts';
import { Why } from '../history/history.schema.ts';
import { AnnouncementPart, AnnouncementTerms } from '../announcements/announcements.schema.ts';
import { IdeaPart, IdeaStatus } from '../ideas/ideas.schema.ts';
import { NewPoll, PollView } from '../polls/polls.schema.ts';
import { QuestionPart } from '../questions/questions.schema.ts';
import { RichText } from '../rich-text/rich-text.schema.ts';
import { TagLink, TagNames } from '../tags/tags.schema.ts';
import { ShownText } from '../rich-text/shown.schema.ts';

export const PostTitle = z.string().trim().min(1).max(200);

export const ContentWarning = z.string().trim().max(200);
export const PostKind = z.enum([
	...(['discussion', 'question', 'idea', 'article', 'showcase', 'announcement'] as const),
]);
export type PostKind = z.infer<typeof PostKind>;

/** How a question or an idea stands. */
export const PostState = z.enum(['unsolved', 'solved', ...IdeaStatus.options]);
export type PostState = z.infer<typeof PostState>;

export const PublishPost = z.strictObject({
	/** Made by the client before the first try: a retry of the same post publishes it once. */
	id: z.uuid(),
	spaceId: z.uuid(),
	title: PostTitle,
	body: RichText,
	/** What readers are told before the text is opened; without one it lies open. */
	contentWarning: ContentWarning.optional(),
	tags: TagNames.optional(),
	/** A discussion when it says nothing else. */
	kind: PostKind.optional(),
	/** Only for announcements; without it everybody is told, and nobody has to acknowledge. */
	announcement: AnnouncementTerms.optional(),
	poll: NewPoll.optional(),
});
export type PublishPost = z.infer<typeof PublishPost>;

export const EditPost = z.strictObject({
	postId: z.uuid(),
	/** The version the editor started from; another one in between is a conflict, never lost. */
	version: z.int().positive(),
	title: PostTitle,
	body: RichText,
	/** Left out, it stays as it is. */
	contentWarning: ContentWarning.optional(),
	/** Why it was changed, kept in its history. */
	why: Why.optional(),
	/** Left out, the tags stay as they are. */
	tags: TagNames.optional(),
	/** Only for a post that has no poll; one that is there is not changed, or votes would be for something else. */
	poll: NewPoll.optional(),
});
export type EditPost = z.infer<typeof EditPost>;

export const RestorePost = z.strictObject({
	postId: z.uuid(),
	version: z.int().positive(),
	/** The number of the kept version that comes back. */
	number: z.int().positive(),
});
export type RestorePost = z.infer<typeof RestorePost>;

export const PostRef = z.strictObject({ postId: z.uuid() });
export type PostRef = z.infer<typeof PostRef>;

export const RemovePost = PostRef.extend({ why: Why.optional() });
export type RemovePost = z.infer<typeof RemovePost>;

/** A post that a moderator took off the site. */
export const Removal = PostRef.extend({
	...{ title: z.string(), body: ShownText, why: z.string() },
	at: z.date().nullable(),
	mayPutBack: z.boolean(),
});
export type Removal = z.infer<typeof Removal>;

/** What became of a post that was sent: on the site, or waiting for approval. */
export const Published = PostRef.extend({ state: z.enum(['published', 'waiting']) });
export type Published = z.infer<typeof Published>;

export const PinPost = z.strictObject({
	postId: z.uuid(),
	pinned: z.boolean(),
	/** When the pin comes out by itself; null for never. */
	until: z.date().nullish(),
});
export type PinPost = z.infer<typeof PinPost>;

export const ChangeKind = z.strictObject({
	postId: z.uuid(),
	/** An announcement is one from the start: it is told to its audience when it is published. */
	kind: PostKind.exclude(['announcement']),
});
export type ChangeKind = z.infer<typeof ChangeKind>;

export const PostOrder = z.enum(['latest', 'votes']);
export type PostOrder = z.infer<typeof PostOrder>;

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
	space: z.strictObject({
		...{ id: z.uuid(), slug: z.string(), name: z.string(), icon: z.string() },
		/** How what is written there is judged. */
		reactions: ReactionMode,
	}),
	author: Byline,
	kind: PostKind,
	/** Null for kinds that have none. */
	state: PostState.nullable(),
	voteCount: z.int(),
	/** Whether the viewer voted for this idea. */
	hasVoted: z.boolean(),
	hasPoll: z.boolean(),
	title: z.string(),
	excerpt: z.string(),
	cover: z
		.strictObject({
			...{ fileId: z.uuid(), width: z.int(), height: z.int() },
			/** What stands in for it until it is loaded. */
			hint: z.string().nullable(),
		})
		.nullable(),
	/** The page that the first lone link of the text leads to, once it was fetched; behind a warning none. */
	link: z
		.strictObject({
			...{ title: z.string(), site: z.string() },
			picture: z
				.strictObject({
					...{ fileId: z.uuid(), width: z.int(), height: z.int() },
					hint: z.string().nullable(),
				})
				.nullable(),
		})
		.nullable(),
	isExample: z.boolean(),
	isPinned: z.boolean(),
	isFeatured: z.boolean(),
	/** Takes no comments. */
	isClosed: z.boolean(),
	/** Empty without one; with one the excerpt and the cover are left out. */
	contentWarning: z.string(),
	coAuthorCount: z.int(),
	commentCount: z.int(),
	reactions: z.array(ReactionCount),
	tags: z.array(TagLink),
	/** Whether it is among the viewer's bookmarks. */
	isSaved: z.boolean(),
	createdAt: z.date(),
	editedAt: z.date().nullable(),
	/** Newer activity than this member's last visit of the space. */
	isUnread: z.boolean(),
	/** Comments of others that came since the member last read below the post; counted up to 99. */
	newComments: z.int(),
});
export type PostCard = z.infer<typeof PostCard>;

/** Why or when a post takes no more comments. */
export const Closing = z.strictObject({
	by: z.enum(['lock', 'idle']),
	reason: z.string(),
	at: z.date(),
	isClosed: z.boolean(),
});
export type Closing = z.infer<typeof Closing>;

const SpaceLink = z.strictObject({ id: z.uuid(), slug: z.string(), name: z.string() });

/** A change that waits for approval, or came back. */
export const HeldChange = z.strictObject({ id: z.uuid(), state: z.string() });

/** What rules did with it, by their names and those of the tags, for its writers and those who may move it. */
export const FiledBy = z.strictObject({
	rules: z.array(z.string()),
	/** Where it was written and where it went; empty where it stayed, and for a space that is gone. */
	...{ from: z.string(), to: z.string() },
	tags: z.array(z.string()),
});

/** A post on its own page. */
export const PostDetail = PostCard.omit({
	excerpt: true,
	isUnread: true,
	newComments: true,
	link: true,
}).extend({
	body: ShownText,
	excerpt: z.string(),
	version: z.int(),
	coAuthors: z.array(Byline),
	/** Whether the viewer was asked to be a co-author and has not answered. */
	isInvited: z.boolean(),
	/** Further spaces that show it, as far as the viewer may read them. */
	shownIn: z.array(SpaceLink),
	pinnedUntil: z.date().nullable(),
	closing: Closing.nullable(),
	/** The viewer's own change of it that waits for approval, or came back. */
	held: HeldChange.nullable(),
	filed: FiledBy.nullable(),
	/** What only posts of some kinds have. */
	parts: z.strictObject({
		question: QuestionPart.nullable(),
		idea: IdeaPart.nullable(),
		announcement: AnnouncementPart.nullable(),
		poll: PollView.nullable(),
	}),
	may: z.strictObject({
		edit: z.boolean(),
		delete: z.boolean(),
		remove: z.boolean(),
		pin: z.boolean(),
		feature: z.boolean(),
		lock: z.boolean(),
		move: z.boolean(),
		share: z.boolean(),
		invite: z.boolean(),
		comment: z.boolean(),
		react: z.boolean(),
	}),
});
export type PostDetail = z.infer<typeof PostDetail>;
