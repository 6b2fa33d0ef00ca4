import * as z from 'zod';
import { PostCard } from '../posts/posts.schema.ts';

const Post = { postId: z.uuid() };

export const FeaturePost = z.strictObject({ ...Post, featured: z.boolean() });
export type FeaturePost = z.infer<typeof FeaturePost>;

export const LockPost = z.strictObject({
	...Post,
	locked: z.boolean(),
	/** Shown to readers where they would have answered. */
	reason: z.string().trim().max(300).default(''),
});
export type LockPost = z.input<typeof LockPost>;

export const SetIdleDays = z.strictObject({
	...Post,
	/** Null for what its space says, 0 for never. */
	days: z.int().min(0).max(3650).nullable(),
});
export type SetIdleDays = z.infer<typeof SetIdleDays>;

export const MovePost = z.strictObject({ ...Post, spaceId: z.uuid() });
export type MovePost = z.infer<typeof MovePost>;

export const SharePost = z.strictObject({ ...Post, spaceId: z.uuid(), shown: z.boolean() });
export type SharePost = z.infer<typeof SharePost>;

export const InviteAuthor = z.strictObject({ ...Post, handle: z.string().trim().max(40) });
export type InviteAuthor = z.infer<typeof InviteAuthor>;

export const AnswerInvitation = z.strictObject({ ...Post, accept: z.boolean() });
export type AnswerInvitation = z.infer<typeof AnswerInvitation>;

export const RemoveAuthor = z.strictObject({ ...Post, memberId: z.uuid() });
export type RemoveAuthor = z.infer<typeof RemoveAuthor>;

export const FeaturedPage = z.strictObject({
	items: z.array(PostCard),
	nextCursor: z.string().nullable(),
});
export type FeaturedPage = z.infer<typeof FeaturedPage>;
