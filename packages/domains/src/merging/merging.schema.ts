import * as z from 'zod';
import { RestrictionKind } from '../members/restriction.schema.ts';

/** So many things are brought over in one transaction at most; statements have five seconds each. */
export const MOST_MOVED = 50_000;

/** What is counted before and after, in the order that it is told in. */
export const COUNTED = [
	...(['posts', 'comments', 'reactions', 'votes', 'ballots', 'documents', 'files'] as const),
	...(['following', 'followers', 'spaces', 'tags', 'bookmarks', 'drafts'] as const),
	...(['submissions', 'notes', 'invitations'] as const),
] as const;
export type Counted = (typeof COUNTED)[number];

export const Counts = z.strictObject(
	Object.fromEntries(COUNTED.map((what) => [what, z.int()])) as Record<Counted, z.ZodInt>,
);
export type Counts = z.infer<typeof Counts>;

/** The account that goes, and the one that stays. */
export const MergePair = z.strictObject({ memberId: z.uuid(), intoId: z.uuid() });
export type MergePair = z.infer<typeof MergePair>;

export const MergeMembers = MergePair.extend({
	communityId: z.string().min(1).max(40),
	/** The handle of the account that goes, typed: two accounts of one person often have one name. */
	handle: z.string().trim().max(40),
});
export type MergeMembers = z.infer<typeof MergeMembers>;

const Account = z.strictObject({
	id: z.uuid(),
	handle: z.string(),
	name: z.string(),
	avatarFileId: z.uuid().nullable(),
	/** Null for who has none, and for actors who may not see addresses. */
	email: z.string().nullable(),
	joinedAt: z.date(),
	lastSeenAt: z.date().nullable(),
});

/** What a merge would do, told before it is done. */
export const MergePreview = z.strictObject({
	gone: Account,
	stays: Account,
	/** What comes to stand under the one that stays. */
	moved: Counts,
	/** What both have, of which one is let go. */
	dropped: Counts,
	/** Names of roles that come along, and of those that do not. */
	roles: z.strictObject({ given: z.array(z.string()), left: z.array(z.string()) }),
	/** Private spaces that the actor cannot look into: nobody is let in there by them. */
	spacesLeft: z.int(),
	/** What holds the one that stays back afterwards, when that is new. */
	restriction: RestrictionKind.nullable(),
	/** Whether somebody can sign in to the one that goes. */
	hasSignIn: z.boolean(),
});
export type MergePreview = z.infer<typeof MergePreview>;
