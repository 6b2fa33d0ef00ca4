import * as z from 'zod';
import { AnnouncementTerms } from '../announcements/announcements.schema.ts';
import { POLL_LIMITS, PollMethod, PollResults } from '../polls/polls.schema.ts';
import { PostKind } from '../posts/posts.schema.ts';
import { RichText } from '../rich-text/rich-text.schema.ts';

export const DRAFT_LIMITS = { perMember: 50, keptDays: 180, savesPerMinute: 60 } as const;

export const DraftKind = z.enum(['post', 'comment', 'reply', 'post-edit', 'comment-edit']);
export type DraftKind = z.infer<typeof DraftKind>;

/**
 * What is being written: a post by the id it will have, a comment by its post, a reply by the comment it answers; what is
 * written anew by its own id.
 */
export const DraftKey = z
	.string()
	.regex(
		/^(?:post|comment|reply|post-edit|comment-edit):[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/,
	);

/** A poll as far as it is written: nothing of it need make sense yet. */
export const PollInDraft = z.strictObject({
	choices: z.array(z.string().max(POLL_LIMITS.text)).max(POLL_LIMITS.choices),
	method: PollMethod,
	results: PollResults,
	/** Empty while it ends when it is closed, a number of days, or `date`. */
	days: z.string().max(4),
	/** The day that it ends, where `days` says so. */
	endsOn: z.string().max(10),
	maxChoices: z.string().max(2),
	isAnonymous: z.boolean(),
});
export type PollInDraft = z.infer<typeof PollInDraft>;

/** What a post is published with beside its text. */
export const DraftOptions = z.strictObject({
	kind: PostKind,
	tags: z.array(z.string().max(60)).max(20),
	contentWarning: z.string().max(200),
	/** A field for date and time, in the zone of the device. */
	when: z.string().max(16),
	poll: PollInDraft.nullable(),
	announcement: AnnouncementTerms.nullable(),
});
export type DraftOptions = z.infer<typeof DraftOptions>;

/** What stands around the text. */
export const DraftFields = z.strictObject({
	title: z.string().max(200).default(''),
	spaceId: z.uuid().nullable().default(null),
	/** The post that is answered, or written anew, or that the comment stands below. */
	postId: z.uuid().nullable().default(null),
	/** The version that is written anew. */
	version: z.int().positive().nullable().default(null),
	options: DraftOptions.nullable().default(null),
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
	kind: DraftKind,
	/** The title of what is written, or of the post that is answered; empty when there is none (any more). */
	title: z.string(),
	excerpt: z.string(),
	/** The post that it is about, when it can be read. */
	postId: z.uuid().nullable(),
	updatedAt: z.date(),
});
export type DraftLine = z.infer<typeof DraftLine>;
