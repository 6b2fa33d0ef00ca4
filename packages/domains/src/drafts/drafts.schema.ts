import * as z from 'zod';
import { RichText } from '../rich-text/rich-text.schema.ts';

export const DRAFT_LIMITS = { perMember: 50, keptDays: 180, savesPerMinute: 60 } as const;

/** What is being written: a post by the id it will have, a comment by its post, a reply by the comment it answers. */
export const DraftKey = z
	.string()
	.regex(/^(?:post|comment|reply):[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/);

/** What stands around the text. */
export const DraftFields = z.strictObject({
	title: z.string().max(200).default(''),
	spaceId: z.uuid().nullable().default(null),
	/** The post that is answered. */
	postId: z.uuid().nullable().default(null),
});

export const SaveDraft = z.strictObject({ key: DraftKey, fields: DraftFields, body: RichText });
export type SaveDraft = z.infer<typeof SaveDraft>;

export const DraftRef = z.strictObject({ key: DraftKey });
export type DraftRef = z.infer<typeof DraftRef>;

export const Draft = z.strictObject({
	key: DraftKey,
	fields: DraftFields,
	body: RichText,
	updatedAt: z.date(),
});
export type Draft = z.infer<typeof Draft>;

/** A draft in the list of them: what it is called, and how it begins. */
export const DraftLine = z.strictObject({
	key: DraftKey,
	kind: z.enum(['post', 'comment', 'reply']),
	/** The title of what is written, or of the post that is answered; empty when there is none (any more). */
	title: z.string(),
	excerpt: z.string(),
	/** The post that is answered, when it can be read. */
	postId: z.uuid().nullable(),
	updatedAt: z.date(),
});
export type DraftLine = z.infer<typeof DraftLine>;
