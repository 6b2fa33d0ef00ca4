import * as z from 'zod';
import { PageInput } from '@kith/kernel/pages';

/** At most so many on one post, and on one document. */
export const TAGS_PER_POST = 5;

/**
 * A tag's name as its address: small letters, in any script. `+`, `#` and `.` stay, for C++, C# and .NET are different
 * things; everything else is a hyphen. Empty when the name holds no letter or digit.
 */
export function tagSlug(name: string): string {
	const slug = name
		.normalize('NFKC')
		.toLowerCase()
		.replaceAll(/[^\p{L}\p{M}\p{N}+#.]+/gu, '-')
		.replaceAll(/^-|(?<![-.])[-.]+$/g, '');
	return /[\p{L}\p{N}]/u.test(slug) ? Array.from(slug).slice(0, 80).join('') : '';
}

/** In any script; no comma, because a plain field holds several names with commas between them. */
export const TagName = z
	.string()
	.trim()
	.min(1)
	.max(40)
	.regex(/^[^#,\p{Cc}][^,\p{Cc}]*$/u)
	.refine((name) => tagSlug(name) !== '');

/** The tags of a post by their names; a synonym means its tag, an unknown name a new one. */
export const TagNames = z.array(TagName).max(TAGS_PER_POST);

export const TagRef = z.strictObject({ tagId: z.uuid() });
export type TagRef = z.infer<typeof TagRef>;

export const TagSlug = z.strictObject({ slug: z.string().trim().min(1).max(120) });

/** A tag as posts and lists show it. */
export const TagLink = z.strictObject({ slug: z.string(), name: z.string() });
export type TagLink = z.infer<typeof TagLink>;

/** A tag as a search finds it. */
export const FoundTag = TagLink.extend({ postCount: z.int() });
export type FoundTag = z.infer<typeof FoundTag>;

const Facts = TagLink.extend({
	id: z.uuid(),
	description: z.string(),
	isRestricted: z.boolean(),
	groupId: z.uuid().nullable(),
	/** Published posts with it, in the spaces that the viewer may read. */
	postCount: z.int(),
	/** Documents with it, in the libraries that the viewer may read. */
	documentCount: z.int(),
});

export const TagView = Facts.extend({ isFollowed: z.boolean() });
export type TagView = z.infer<typeof TagView>;

export const TagPage = TagView.extend({
	groupName: z.string().nullable(),
	followerCount: z.int(),
	mayFollow: z.boolean(),
});
export type TagPage = z.infer<typeof TagPage>;

export const ListTags = PageInput.extend({ search: z.string().trim().max(60).optional() });
export type ListTags = z.infer<typeof ListTags>;

export const SuggestTags = z.strictObject({ text: z.string().trim().max(60) });
export type SuggestTags = z.infer<typeof SuggestTags>;

export const TagSuggestion = TagLink.extend({
	...{ postCount: z.int(), documentCount: z.int(), mayUse: z.boolean() },
});
export type TagSuggestion = z.infer<typeof TagSuggestion>;

/** What choosing tags for a post needs to know beforehand. */
export const TagChoice = z.strictObject({
	mayCreate: z.boolean(),
	groups: z.array(
		z.strictObject({
			id: z.uuid(),
			name: z.string(),
			onlyOne: z.boolean(),
			requiredSpaceIds: z.array(z.uuid()),
		}),
	),
});
export type TagChoice = z.infer<typeof TagChoice>;

export const FollowTag = TagRef.extend({ on: z.boolean() });
export type FollowTag = z.infer<typeof FollowTag>;

export const GroupName = z.string().trim().min(1).max(60);

export const TagGroup = z.strictObject({
	id: z.uuid(),
	name: z.string(),
	onlyOne: z.boolean(),
	requiredSpaceIds: z.array(z.uuid()),
	tagCount: z.int(),
});
export type TagGroup = z.infer<typeof TagGroup>;

export const SaveTagGroup = z.strictObject({
	/** Left out for a new group. */
	tagGroupId: z.uuid().optional(),
	name: GroupName,
	onlyOne: z.boolean(),
	requiredSpaceIds: z.array(z.uuid()).max(100),
});
export type SaveTagGroup = z.infer<typeof SaveTagGroup>;

export const TagGroupRef = z.strictObject({ tagGroupId: z.uuid() });
export type TagGroupRef = z.infer<typeof TagGroupRef>;

const Fields = z.strictObject({
	name: TagName,
	description: z.string().trim().max(300),
	tagGroupId: z.uuid().nullable(),
	isRestricted: z.boolean(),
	/** Roles that may set it although it is restricted. */
	roleIds: z.array(z.uuid()).max(50),
	synonyms: z.array(TagName).max(20),
});

export const CreateTag = Fields.extend({ id: z.uuid() });
export type CreateTag = z.infer<typeof CreateTag>;

export const UpdateTag = Fields.extend({ tagId: z.uuid(), version: z.int().positive() });
export type UpdateTag = z.infer<typeof UpdateTag>;

/** A tag as those who keep the tags in order see it. */
export const ManagedTag = Facts.extend({
	groupName: z.string().nullable(),
	followerCount: z.int(),
	synonyms: z.array(z.string()),
	roleIds: z.array(z.uuid()),
	version: z.int(),
});
export type ManagedTag = z.infer<typeof ManagedTag>;

export const MergeTags = z.strictObject({ tagId: z.uuid(), intoTagId: z.uuid() });
export type MergeTags = z.infer<typeof MergeTags>;

/** What a merge does, told before it is done. */
export const MergePlan = z.strictObject({
	from: z.string(),
	into: z.string(),
	/** Posts that get the other tag instead. */
	moved: z.int(),
	/** Posts that have both already. */
	both: z.int(),
	/** Documents that have it, the other one as well or not. */
	documents: z.int(),
	/** Members who follow it and not yet the other. */
	followers: z.int(),
	names: z.array(z.string()),
});
export type MergePlan = z.infer<typeof MergePlan>;

/** What goes when a tag is deleted. */
export const DeletePlan = z.strictObject({
	...{ posts: z.int(), documents: z.int(), followers: z.int() },
});
export type DeletePlan = z.infer<typeof DeletePlan>;
