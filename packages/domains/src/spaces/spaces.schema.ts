import * as z from 'zod';
import { PageInput } from '@kith/kernel/pages';
import { ReactionMode } from '../reactions/reactions.schema.ts';

export const SpaceName = z.string().trim().min(1).max(80);
export const SpaceSlug = z
	.string()
	.trim()
	.toLowerCase()
	.min(1)
	.max(60)
	.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'slug.bad_characters');

/** So many spaces a community has at once, as many as every list of all of them holds. */
export const MOST_SPACES = 500;

/** `off` hides the library and keeps what is in it. */
export const SpaceLibrary = z.enum(['off', 'everyone', 'staff']);

const fields = {
	name: SpaceName,
	slug: SpaceSlug,
	icon: z.string().trim().max(16),
	description: z.string().trim().max(500),
	groupId: z.uuid().nullable(),
	visibility: z.enum(['public', 'members', 'private']),
	posting: z.enum(['everyone', 'staff']),
	/** How what is written there is judged. */
	reactions: ReactionMode.default('all'),
	/** Whether there is a library of documents, and who of those who may post may add to it. */
	library: SpaceLibrary.default('off'),
	/** A picture that was uploaded for it and is shown nowhere yet. */
	coverFileId: z.uuid().nullable().default(null),
};

export const CreateSpace = z.strictObject(fields);
export type CreateSpace = z.infer<typeof CreateSpace>;

export const UpdateSpace = z.strictObject({
	...fields,
	/** Left out, it stays as it is. */
	reactions: ReactionMode.optional(),
	library: SpaceLibrary.optional(),
	coverFileId: z.uuid().nullable().optional(),
	spaceId: z.uuid(),
	version: z.int().positive(),
});
export type UpdateSpace = z.infer<typeof UpdateSpace>;

export const SpaceRef = z.strictObject({ spaceId: z.uuid() });
export type SpaceRef = z.infer<typeof SpaceRef>;

/** The whole order at once: groups as they stand, each with its spaces; null holds those without a group. */
export const ArrangeSpaces = z.strictObject({
	groups: z
		.array(
			z.strictObject({
				groupId: z.uuid().nullable(),
				spaceIds: z.array(z.uuid()).max(MOST_SPACES),
			}),
		)
		.max(200),
});
export type ArrangeSpaces = z.infer<typeof ArrangeSpaces>;

export const CreateGroup = z.strictObject({ name: z.string().trim().min(1).max(60) });
export type CreateGroup = z.infer<typeof CreateGroup>;

export const RenameGroup = CreateGroup.extend({ groupId: z.uuid() });
export type RenameGroup = z.infer<typeof RenameGroup>;

export const GroupRef = z.strictObject({ groupId: z.uuid() });
export type GroupRef = z.infer<typeof GroupRef>;

export const LetIn = z.strictObject({
	spaceId: z.uuid(),
	memberId: z.uuid(),
	allowed: z.boolean(),
});
export type LetIn = z.infer<typeof LetIn>;

/** The picture at the top of a space, with what stands in for it until it is loaded. */
export const SpaceCover = z.strictObject({
	...{ fileId: z.uuid(), width: z.int(), height: z.int(), hint: z.string().nullable() },
});

/** A space as navigation and its own page show it. */
export const SpaceView = z.strictObject({
	id: z.uuid(),
	slug: z.string(),
	name: z.string(),
	icon: z.string(),
	description: z.string(),
	prompt: z.string(),
	groupId: z.uuid().nullable(),
	visibility: z.enum(['public', 'members', 'private']),
	posting: z.enum(['everyone', 'staff']),
	reactions: ReactionMode,
	library: SpaceLibrary,
	cover: SpaceCover.nullable(),
	version: z.int(),
	mayPost: z.boolean(),
	mayManage: z.boolean(),
	/** Whether the viewer may know of members, so that there is a list of them. */
	maySeeMembers: z.boolean(),
});
export type SpaceView = z.infer<typeof SpaceView>;

/** The door of a space that a tier opens, for who has none of those tiers. */
export const LockedSpace = z.strictObject({
	...{
		id: z.uuid(),
		slug: z.string(),
		name: z.string(),
		icon: z.string(),
		description: z.string(),
		cover: SpaceCover.nullable(),
	},
	/** Published posts. */
	postCount: z.int(),
	/** Who was let in, by whatever opens it. */
	memberCount: z.int(),
	lastActivityAt: z.date().nullable(),
});
export type LockedSpace = z.infer<typeof LockedSpace>;

/** The left navigation: groups in order, only spaces the viewer may read. */
export const Navigation = z.strictObject({
	/** Whether the viewer may make a space. */
	mayCreate: z.boolean(),
	/** Whether the viewer may read what moderators did. */
	mayReadLog: z.boolean(),
	/** Private spaces that the viewer cannot enter and a tier on offer opens, in order. */
	locked: z.array(
		z.strictObject({
			id: z.uuid(),
			slug: z.string(),
			groupId: z.uuid().nullable(),
			name: z.string(),
			icon: z.string(),
			/** Of the tiers that open it. */
			tierSlugs: z.array(z.string()),
		}),
	),
	groups: z.array(
		z.strictObject({
			id: z.uuid().nullable(),
			name: z.string(),
			spaces: z.array(
				z.strictObject({
					id: z.uuid(),
					slug: z.string(),
					name: z.string(),
					icon: z.string(),
					visibility: z.enum(['public', 'members', 'private']),
					hasUnread: z.boolean(),
					/** Stands where it stood, and never has anything unread. */
					isMuted: z.boolean(),
				}),
			),
		}),
	),
});
export type Navigation = z.infer<typeof Navigation>;

/** A space as the studio's list shows it. */
export const SpaceRow = SpaceView.omit({
	...{ mayPost: true, mayManage: true, maySeeMembers: true, prompt: true, cover: true },
}).extend({
	coverFileId: z.uuid().nullable(),
	postCount: z.int(),
	memberCount: z.int(),
	lastActivityAt: z.date().nullable(),
});
export type SpaceRow = z.infer<typeof SpaceRow>;

export const SpaceTree = z.strictObject({
	groups: z.array(z.strictObject({ id: z.uuid(), name: z.string() })),
	spaces: z.array(SpaceRow),
});
export type SpaceTree = z.infer<typeof SpaceTree>;

/** A space as forms name it that set something up for it. */
export const SpaceChoice = z.strictObject({
	...{ id: z.uuid(), name: z.string(), icon: z.string() },
	visibility: z.enum(['public', 'members', 'private']),
});
export type SpaceChoice = z.infer<typeof SpaceChoice>;

/** Someone with a key to a private space. */
export const SpaceMember = z.strictObject({
	id: z.uuid(),
	handle: z.string(),
	name: z.string(),
	avatarFileId: z.uuid().nullable(),
});
export type SpaceMember = z.infer<typeof SpaceMember>;

export const ListPeople = PageInput.extend({
	spaceId: z.uuid(),
	/** A part of a name, where everybody who may enter is listed. */
	search: z.string().trim().max(100).optional(),
});
export type ListPeople = z.infer<typeof ListPeople>;

/** Who is in a space. */
export const SpacePeople = z.strictObject({
	/** Whether every member may come in; who wrote last is listed then. */
	isOpen: z.boolean(),
	items: z.array(SpaceMember.extend({ lastPostAt: z.date().nullable() })),
	nextCursor: z.string().nullable(),
});
export type SpacePeople = z.infer<typeof SpacePeople>;

/** What a space is, for whoever may open it. */
export const SpaceAbout = z.strictObject({
	createdAt: z.date(),
	/** Published posts. */
	postCount: z.int(),
	/** Some of those who keep order there. */
	keepers: z.array(SpaceMember),
	/** Whether what the viewer posts there is looked at first. */
	waits: z.boolean(),
});
export type SpaceAbout = z.infer<typeof SpaceAbout>;
