import * as z from 'zod';
import { Byline } from '../posts/posts.schema.ts';
import { FoundTag, TagLink } from '../tags/tags.schema.ts';

/** What somebody typed: words, "a phrase", -without, and filters such as `in:garden by:ada after:2026-01-01`. */
export const SearchText = z.string().trim().min(1).max(200);

export const Find = z.strictObject({
	text: SearchText,
	kind: z.enum(['all', 'posts', 'comments', 'documents']).default('all'),
	cursor: z.string().max(400).nullish(),
	limit: z.int().min(1).max(50).default(20),
});
export type Find = z.infer<typeof Find>;

/** A piece of text; the words that were looked for are hits. */
export const Snippet = z.array(z.strictObject({ text: z.string(), isHit: z.boolean() }));
export type Snippet = z.infer<typeof Snippet>;

/** What stands around the words in a file of what was found. */
export const InFile = z.strictObject({ name: z.string(), snippet: Snippet });
export type InFile = z.infer<typeof InFile>;

const SpaceTag = z.strictObject({
	...{ id: z.uuid(), slug: z.string(), name: z.string(), icon: z.string() },
});

/** A post or a comment that was found; a comment carries the title of its post. */
export const Found = z.strictObject({
	kind: z.enum(['post', 'comment']),
	id: z.uuid(),
	postId: z.uuid(),
	title: Snippet,
	snippet: Snippet,
	/** Where a file of it says what was looked for, and its own words do not. */
	inFile: InFile.nullable(),
	space: SpaceTag,
	author: Byline,
	commentCount: z.int(),
	createdAt: z.date(),
});
export type Found = z.infer<typeof Found>;

export const FoundSpace = SpaceTag.extend({ description: z.string() });
export type FoundSpace = z.infer<typeof FoundSpace>;

export const FoundMember = z.strictObject({
	...{ id: z.uuid(), handle: z.string(), name: z.string(), avatarFileId: z.uuid().nullable() },
});
export type FoundMember = z.infer<typeof FoundMember>;

/** A document of a library, found by its title, the name of its file, its tags, its description or what the file says. */
export const FoundDocument = z.strictObject({
	...{ id: z.uuid(), title: z.string(), fileName: z.string(), description: z.string() },
	...{ tags: z.array(TagLink), space: SpaceTag, updatedAt: z.date() },
	/** What the file says around the words; empty where it says nothing of them. */
	snippet: Snippet,
});
export type FoundDocument = z.infer<typeof FoundDocument>;

export const FoundTitle = z.strictObject({
	...{ postId: z.uuid(), title: z.string() },
	space: SpaceTag,
});
export type FoundTitle = z.infer<typeof FoundTitle>;

export const Similar = z.strictObject({ title: SearchText });
export type Similar = z.infer<typeof Similar>;

/** A post whose title says about the same. */
export const SimilarTitle = FoundTitle.extend({ commentCount: z.int() });
export type SimilarTitle = z.infer<typeof SimilarTitle>;

/** What is spelled like a search; only when nothing was found. */
export const Alike = z.strictObject({
	posts: z.array(FoundTitle),
	spaces: z.array(FoundSpace),
	members: z.array(FoundMember),
	tags: z.array(FoundTag),
	documents: z.array(FoundDocument),
});
export type Alike = z.infer<typeof Alike>;

export const FindResult = z.strictObject({
	items: z.array(Found),
	nextCursor: z.string().nullable(),
	/** Only with the first page. */
	spaces: z.array(FoundSpace),
	members: z.array(FoundMember),
	tags: z.array(FoundTag),
	/** A few with the first page of everything; pages of their own when only they are asked for. */
	documents: z.array(FoundDocument),
	alike: Alike,
	/** Filters that name nothing here, as they were typed. */
	unknownFilters: z.array(z.string()),
});
export type FindResult = z.infer<typeof FindResult>;

export const Suggest = z.strictObject({ text: SearchText });
export type Suggest = z.infer<typeof Suggest>;

export const Suggestions = z.strictObject({
	spaces: z.array(FoundSpace),
	members: z.array(FoundMember),
	tags: z.array(FoundTag),
	posts: z.array(FoundTitle),
	documents: z.array(FoundDocument),
});
export type Suggestions = z.infer<typeof Suggestions>;

/** What the box offers while nothing is typed. */
export const BeforeTyping = z.strictObject({
	/** What the member looked for last, newest first; at most twenty, known to them alone. */
	recent: z.array(z.string()),
	/** The most used tags. */
	suggested: z.array(FoundTag),
});
export type BeforeTyping = z.infer<typeof BeforeTyping>;

/** One recent search as it was typed, or all of them. */
export const ForgetSearch = z.strictObject({ text: SearchText.nullable() });
export type ForgetSearch = z.infer<typeof ForgetSearch>;

export const SearchTermsInput = z.strictObject({
	days: z.union([z.literal(7), z.literal(30), z.literal(90)]).default(30),
	missesOnly: z.boolean().default(false),
});
export type SearchTermsInput = z.infer<typeof SearchTermsInput>;

export const SearchTerm = z.strictObject({
	term: z.string(),
	searches: z.int(),
	/** Searches that found nothing. */
	misses: z.int(),
});
export type SearchTerm = z.infer<typeof SearchTerm>;
