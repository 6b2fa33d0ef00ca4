import * as z from 'zod';
import { PageInput } from '@kith/kernel/pages';

/** So many members can be followed, muted or blocked by one; requests carry the last two in memory. */
export const MOST_RELATIONS = 500;

/** The state wanted, so that a retry or a double click changes nothing more. */
export const RelateMember = z.strictObject({ memberId: z.uuid(), on: z.boolean() });
export type RelateMember = z.infer<typeof RelateMember>;

export const RelateSpace = z.strictObject({ spaceId: z.uuid(), on: z.boolean() });
export type RelateSpace = z.infer<typeof RelateSpace>;

export const ListAvoided = PageInput.extend({ kind: z.enum(['mute', 'block']) });
export type ListAvoided = z.infer<typeof ListAvoided>;

export const ListFollows = PageInput.extend({
	memberId: z.uuid(),
	side: z.enum(['followers', 'following']),
});
export type ListFollows = z.infer<typeof ListFollows>;

/** A member in a list of relations. */
export const RelatedMember = z.strictObject({
	id: z.uuid(),
	handle: z.string(),
	name: z.string(),
	avatarFileId: z.uuid().nullable(),
	since: z.date(),
});
export type RelatedMember = z.infer<typeof RelatedMember>;

/** Counts end here: what is shown above it is "and more". */
export const MOST_COUNTED = 10_000;

/** How the actor stands to a member, and how many follow and are followed. */
export const RelationTo = z.strictObject({
	isFollowed: z.boolean(),
	isMuted: z.boolean(),
	followers: z.int(),
	following: z.int(),
	may: z.strictObject({ relate: z.boolean() }),
});
export type RelationTo = z.infer<typeof RelationTo>;

/** Never both. */
export const SpaceRelation = z.strictObject({ isFollowed: z.boolean(), isMuted: z.boolean() });
export type SpaceRelation = z.infer<typeof SpaceRelation>;

/** What the viewer and a member have in common, and where that member writes: nothing that the viewer cannot open. */
export const InCommon = z.strictObject({
	/** Spaces with posts of the member that the viewer may read, last written in first. */
	spaces: z.array(
		z.strictObject({
			...{ id: z.uuid(), slug: z.string(), name: z.string(), icon: z.string() },
			postCount: z.int(),
			lastPostAt: z.date(),
			/** Whether the viewer follows it. What the member follows is said nowhere. */
			isFollowed: z.boolean(),
		}),
	),
	/** Some of the members whom both follow. */
	people: z.array(RelatedMember.omit({ since: true })),
});
export type InCommon = z.infer<typeof InCommon>;

/** A space in the list of those that are muted. */
export const MutedSpace = z.strictObject({
	id: z.uuid(),
	slug: z.string(),
	name: z.string(),
	icon: z.string(),
	since: z.date(),
});
export type MutedSpace = z.infer<typeof MutedSpace>;
