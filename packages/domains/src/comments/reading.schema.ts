import * as z from 'zod';

/** Unread comments are counted up to here; more are "99+". */
export const MOST_COUNTED = 99;

export const PlaceInPost = z.strictObject({ postId: z.uuid(), commentId: z.uuid() });
export type PlaceInPost = z.infer<typeof PlaceInPost>;

export const MarkRead = PlaceInPost.extend({
	/** When the page was read that this was seen on: whoever marked as unread since then means what they said. */
	asOf: z.date(),
});
export type MarkRead = z.infer<typeof MarkRead>;

export const ReadingOf = z.strictObject({ postId: z.uuid() });
export type ReadingOf = z.infer<typeof ReadingOf>;

export const MarkAllRead = z.strictObject({ spaceId: z.uuid() });
export type MarkAllRead = z.infer<typeof MarkAllRead>;

/** How far a member has read below a post, and what others wrote since. */
export const Reading = z.strictObject({
	/** The last comment up to there that they may read. */
	lastReadId: z.uuid().nullable(),
	firstNewId: z.uuid().nullable(),
	newCount: z.int().min(0).max(MOST_COUNTED),
	/** The moment of this answer; told along with what was seen on its page. */
	asOf: z.date(),
});
export type Reading = z.infer<typeof Reading>;
