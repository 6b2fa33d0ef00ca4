import * as z from 'zod';
import { PageInput } from '@kith/kernel/pages';
import type { AuditAction } from './audit.schema.ts';

/** What of keeping order everybody may read of, by what it comes to. */
export const PUBLIC_LOG_KINDS = {
	removed: [
		...(['posts.removed', 'posts.restored', 'comments.removed', 'comments.restored'] as const),
		...(['versions.hidden', 'versions.shown'] as const),
	],
	locked: ['posts.locked', 'posts.unlocked', 'polls.closed'],
	moved: ['posts.moved', 'ideas.merged', 'ideas.separated'],
	featured: ['posts.featured', 'posts.unfeatured', 'posts.pinned', 'posts.unpinned'],
	members: ['members.silenced', 'members.suspended', 'members.banned', 'members.released'],
} as const satisfies Readonly<Record<string, readonly AuditAction[]>>;
export const PublicLogKind = z.enum(['removed', 'locked', 'moved', 'featured', 'members']);
export type PublicLogKind = z.infer<typeof PublicLogKind>;

const PublicAction = z.enum(Object.values(PUBLIC_LOG_KINDS).flat());
export type PublicAction = z.infer<typeof PublicAction>;

export const ReadPublicLog = PageInput.extend({
	kind: PublicLogKind.nullish(),
	/** Only what was done in this space; what was done to members was done in none. */
	spaceId: z.uuid().nullish(),
});
export type ReadPublicLog = z.infer<typeof ReadPublicLog>;

/** One thing that was done, without anybody's name. */
export const PublicLogEntry = z.strictObject({
	at: z.date(),
	action: PublicAction,
	/** Whether it came by itself, such as an end that was set before. */
	isAutomatic: z.boolean(),
	space: z.strictObject({ slug: z.string(), name: z.string(), icon: z.string() }).nullable(),
	/** Where a post went, by name, for who may go there. */
	to: z.string().nullable(),
	/** What it was done to, for who may read that now. */
	thing: z
		.strictObject({
			postId: z.uuid(),
			/** Of the post. */
			title: z.string(),
			commentId: z.uuid().nullable(),
		})
		.nullable(),
	/** When what was done to a member ends by itself. */
	until: z.date().nullable(),
	/** In the moderators' words, where those were written for everybody to read. */
	reason: z.string().nullable(),
	/** Whether whom it concerns was told a reason. */
	isReasonTold: z.boolean(),
});
export type PublicLogEntry = z.infer<typeof PublicLogEntry>;

export const PublicLogPage = z.strictObject({
	items: z.array(PublicLogEntry),
	/** There may be more behind it even where a page holds nothing. */
	nextCursor: z.string().nullable(),
});
export type PublicLogPage = z.infer<typeof PublicLogPage>;
