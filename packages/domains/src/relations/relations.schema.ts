import * as z from 'zod';
import { PageInput } from '@kith/kernel/pages';

/** So many members can be followed, muted or blocked by one; requests carry the last two in memory. */
export const MOST_RELATIONS = 500;

/** The state wanted, so that a retry or a double click changes nothing more. */
export const RelateMember = z.strictObject({ memberId: z.uuid(), on: z.boolean() });
export type RelateMember = z.infer<typeof RelateMember>;

export const FollowSpace = z.strictObject({ spaceId: z.uuid(), on: z.boolean() });
export type FollowSpace = z.infer<typeof FollowSpace>;

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

export const SpaceRelation = z.strictObject({ isFollowed: z.boolean() });
export type SpaceRelation = z.infer<typeof SpaceRelation>;
