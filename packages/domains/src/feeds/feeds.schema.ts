import * as z from 'zod';
import { PostCard, PostKind, PostOrder, PostState } from '../posts/posts.schema.ts';

export const FeedMode = z.enum(['for_you', 'following', 'latest', 'top']);
export type FeedMode = z.infer<typeof FeedMode>;

export const TopWindow = z.enum(['day', 'week', 'month', 'all']);
export type TopWindow = z.infer<typeof TopWindow>;

/** Posts on one page of a feed, at most. */
export const MOST_LISTED = 50;

export const ListFeed = z.strictObject({
	/** Left out: as this member last chose. */
	mode: FeedMode.optional(),
	window: TopWindow.optional(),
	/** The feed of one space instead of all. */
	spaceId: z.uuid().optional(),
	/** Posts of one kind alone, and of those the ones that stand so. */
	kind: PostKind.optional(),
	state: PostState.optional(),
	/** By votes there are ideas alone, whatever the mode. */
	order: PostOrder.optional(),
	/** Carries what was shown already, so it is longer than the cursor of other lists. */
	cursor: z.string().max(6000).nullish(),
	limit: z.int().min(1).max(MOST_LISTED).default(20),
});
export type ListFeed = z.infer<typeof ListFeed>;

/** What can bring a post up in the feed made for a member. */
export const Factor = z.enum([
	...(['author', 'space', 'tag', 'answered', 'liked', 'topic', 'place'] as const),
	...(['fresh', 'talk', 'unseen', 'newcomer'] as const),
]);
export type Factor = z.infer<typeof Factor>;

/** A post in a feed, with the strongest reasons for its place; none where the order explains itself. */
export const FeedItem = PostCard.extend({
	why: z.array(Factor).max(2),
});
export type FeedItem = z.infer<typeof FeedItem>;

export const FeedPage = z.strictObject({
	mode: FeedMode,
	window: TopWindow,
	/** Whether what the reader did here counted for the order. */
	isPersonal: z.boolean(),
	items: z.array(FeedItem),
	nextCursor: z.string().nullable(),
});
export type FeedPage = z.infer<typeof FeedPage>;

export const ChooseFeed = z.strictObject({ mode: FeedMode, window: TopWindow });
export type ChooseFeed = z.infer<typeof ChooseFeed>;

export const RelatedTo = z.strictObject({ postId: z.uuid() });
export type RelatedTo = z.infer<typeof RelatedTo>;

/** A post about the same as another, as a line below that one. */
export const RelatedPost = z.strictObject({
	...{ postId: z.uuid(), title: z.string(), space: z.string(), commentCount: z.int() },
});
export type RelatedPost = z.infer<typeof RelatedPost>;

export const HidePost = z.strictObject({ postId: z.uuid(), on: z.boolean() });
export type HidePost = z.infer<typeof HidePost>;

/** A post that a member took out of their own feeds. */
export const HiddenPost = z.strictObject({
	...{ id: z.uuid(), title: z.string(), author: z.string(), space: z.string(), since: z.date() },
});
export type HiddenPost = z.infer<typeof HiddenPost>;

export const HiddenPage = z.strictObject({
	...{ items: z.array(HiddenPost), nextCursor: z.string().nullable() },
});
export type HiddenPage = z.infer<typeof HiddenPage>;

const Weight = z.int().min(0).max(100);

/** How much each thing counts in the feed made for a member. */
export const Weights = z.strictObject({
	fresh: Weight,
	talk: Weight,
	affinity: Weight,
	unseen: Weight,
	/** Whether the first posts of new members get a place for a day. */
	newcomers: z.boolean(),
});
export type Weights = z.infer<typeof Weights>;

export const DEFAULT_WEIGHTS: Weights = {
	...{ fresh: 60, talk: 40, affinity: 50, unseen: 30, newcomers: true },
};

/** Somebody or some place worth following, and why it is proposed. */
export const Suggestion = z.discriminatedUnion('kind', [
	z.strictObject({
		kind: z.literal('member'),
		...{ id: z.uuid(), handle: z.string(), name: z.string() },
		avatarFileId: z.uuid().nullable(),
		/**
		 * What speaks most for it: the reader answers or likes them, they like the same, write under a tag or in a
		 * space that the reader follows or takes part in, tell the same of themselves, or write much.
		 */
		reason: z.enum([
			...(['answered', 'liked', 'company', 'tag', 'topic', 'field', 'space', 'lively'] as const),
		]),
		/** The tag, the space or what is told; empty for the other reasons. */
		about: z.string(),
		/** How often; for lively ones their posts in the last ninety days. */
		count: z.int(),
	}),
	z.strictObject({
		kind: z.literal('space'),
		...{ id: z.uuid(), slug: z.string(), name: z.string(), icon: z.string() },
		posts: z.int(),
	}),
	z.strictObject({
		kind: z.literal('post'),
		...{ id: z.uuid(), title: z.string(), author: z.string(), space: z.string() },
		why: Factor,
	}),
]);
export type Suggestion = z.infer<typeof Suggestion>;

export const DismissSuggestion = z.strictObject({ suggestedId: z.uuid(), on: z.boolean() });
export type DismissSuggestion = z.infer<typeof DismissSuggestion>;

/** Whether what one does here may count for what one is shown. */
export const SwitchPersonal = z.strictObject({ on: z.boolean() });
export type SwitchPersonal = z.infer<typeof SwitchPersonal>;

const Named = { name: z.string(), times: z.int() };
const few = <Item extends z.ZodType>(item: Item) =>
	z.strictObject({
		items: z.array(item),
		/** How many there are in all, up to a bound. */
		count: z.int(),
	});

/** What feeds and suggestions for a member are made from: what they chose, and what they did. */
export const Personal = z.strictObject({
	isOn: z.boolean(),
	/** What was done before that no longer counts. */
	since: z.date().nullable(),
	chosen: z.strictObject({
		members: few(z.strictObject({ handle: z.string(), name: z.string() })),
		spaces: few(z.strictObject({ slug: z.string(), name: z.string() })),
		tags: few(z.strictObject({ slug: z.string(), name: z.string() })),
		/** Fields of one's profile by which others with the same are found. */
		fields: z.array(z.string()),
	}),
	/** The strongest of each first; null while it is switched off, because nothing is looked at then. */
	learned: z
		.strictObject({
			answered: z.array(z.strictObject({ handle: z.string(), ...Named })),
			liked: z.array(z.strictObject({ handle: z.string(), ...Named })),
			spaces: z.array(z.strictObject({ slug: z.string(), ...Named })),
			tags: z.array(z.strictObject({ slug: z.string(), ...Named })),
			/** Spaces that were looked into, last one first. */
			seen: z.array(z.strictObject({ slug: z.string(), name: z.string(), at: z.date() })),
			/** Posts of which it is known how far they were read, up to a bound; they are not suggested again. */
			readPosts: z.int(),
		})
		.nullable(),
});
export type Personal = z.infer<typeof Personal>;

/** One line of the studio's preview. */
export const PreviewLine = z.strictObject({
	postId: z.uuid(),
	title: z.string(),
	author: z.string(),
	/** Places won (positive) or lost against the weights in use; null for one that was not among them. */
	moved: z.int().nullable(),
	why: z.array(Factor).max(2),
});
export type PreviewLine = z.infer<typeof PreviewLine>;
