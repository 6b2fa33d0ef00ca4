import * as z from 'zod';
import { PageInput } from '@kith/kernel/pages';
import { DiffBlock, DiffPart } from '../history/history.schema.ts';
import { Audience } from '../announcements/announcements.schema.ts';
import { NewPoll } from '../polls/polls.schema.ts';
import { Byline, ContentWarning, PostKind, PostTitle, PublishPost } from '../posts/posts.schema.ts';
import { TagNames } from '../tags/tags.schema.ts';
import { ReactionLimits } from '../reactions/reactions.schema.ts';
import { Rewording } from '../rich-text/rewording.schema.ts';
import { RichText } from '../rich-text/rich-text.schema.ts';
import { ShownText } from '../rich-text/shown.schema.ts';
import { Approval, Life, SubmissionState } from '../submissions/submissions.schema.ts';

export const SubmissionRef = z.strictObject({ submissionId: z.uuid() });
export type SubmissionRef = z.infer<typeof SubmissionRef>;

/** The version that was looked at; another one in between is a conflict, never overlooked. */
const Seen = SubmissionRef.extend({ version: z.int().positive() });

export const ListQueue = PageInput.extend({ spaceId: z.uuid().optional() });
export type ListQueue = z.infer<typeof ListQueue>;

export const Approve = Seen.extend({
	/** Better words; left out, it is published as it was sent. */
	title: PostTitle.optional(),
	body: RichText.optional(),
	/** The same for some blocks of the text alone; the others are published as they were sent. */
	rewording: Rewording.optional(),
	/** For a change: the version of what it changes that was looked at. */
	revisedVersion: z.int().positive().optional(),
});
export type Approve = z.infer<typeof Approve>;

export const Reject = Seen.extend({ reason: z.string().trim().min(1).max(500) });
export type Reject = z.infer<typeof Reject>;

export const Resubmit = Seen.extend({
	title: PostTitle.optional(),
	body: RichText,
	/** Left out, they stay as they are; only of posts. */
	contentWarning: ContentWarning.optional(),
	tags: TagNames.optional(),
	/** Only of a post that is not out yet; null takes the poll away. */
	poll: NewPoll.nullable().optional(),
});
export type Resubmit = z.infer<typeof Resubmit>;

const moment = { publishAt: z.date(), timeZone: z.string().max(60) };

export const SchedulePost = PublishPost.extend(moment);
export type SchedulePost = z.infer<typeof SchedulePost>;

export const Reschedule = Seen.extend(moment);
export type Reschedule = z.infer<typeof Reschedule>;

/** What is published with a held text beside its words. */
export const GoingOut = z.strictObject({
	/** Null for a comment, and for what changes a post. */
	postKind: PostKind.nullable(),
	contentWarning: z.string(),
	/** Names as they were typed, also of tags that this would make. */
	tags: z.array(z.string()),
	poll: NewPoll.nullable(),
	announcement: z
		.strictObject({
			audience: Audience.shape.kind,
			roles: z.array(z.string()),
			mustAcknowledge: z.boolean(),
		})
		.nullable(),
	pictures: z.int(),
	files: z.array(z.string()),
	/** Pages of the films and recordings it shows. */
	embeds: z.array(z.string()),
});
export type GoingOut = z.infer<typeof GoingOut>;

/** What waits, was sent back, or is to be published later, as its author and who may approve it see it. */
export const SubmissionView = z.strictObject({
	id: z.uuid(),
	kind: z.enum(['post', 'comment']),
	state: SubmissionState,
	space: z.strictObject({ id: z.uuid(), slug: z.string(), name: z.string(), icon: z.string() }),
	author: Byline,
	title: z.string(),
	body: ShownText,
	/** The same as words alone. */
	text: z.string(),
	with: GoingOut,
	/** What it changes on the site; null for what is not out yet. */
	revises: z
		.strictObject({
			id: z.uuid(),
			version: z.int(),
			titleChanges: z.array(DiffPart),
			/** Blocks that change, each with its neighbours. */
			changes: z.array(DiffBlock),
		})
		.nullable(),
	/** The post that a comment answers, or that is changed. */
	post: z.strictObject({ id: z.uuid(), title: z.string() }).nullable(),
	publishAt: z.date().nullable(),
	timeZone: z.string().nullable(),
	reason: z.string(),
	decidedBy: z.string().nullable(),
	sentAt: z.date(),
	version: z.int(),
});
export type SubmissionView = z.infer<typeof SubmissionView>;

export const SubmissionDetail = SubmissionView.extend({
	/** 1 for the next in line; null for what does not wait. */
	position: z.int().nullable(),
	/** How long decisions take lately, in seconds; null where too few are known, and for what does not wait. */
	usually: z.int().nullable(),
	isMine: z.boolean(),
	mayApprove: z.boolean(),
});
export type SubmissionDetail = z.infer<typeof SubmissionDetail>;

export const SubmissionPage = z.strictObject({
	items: z.array(SubmissionView),
	nextCursor: z.string().nullable(),
});
export type SubmissionPage = z.infer<typeof SubmissionPage>;

export const QueuePage = SubmissionPage.extend({
	/** Spaces in which something waits, with how much. */
	spaces: z.array(z.strictObject({ id: z.uuid(), name: z.string(), count: z.int() })),
});
export type QueuePage = z.infer<typeof QueuePage>;

export const ApprovalSettings = z.strictObject({
	...Approval.shape,
	life: Life,
	/** How much one member may give others within a day. */
	reactions: ReactionLimits,
});
export type ApprovalSettings = z.infer<typeof ApprovalSettings>;

export const SaveApprovalSettings = ApprovalSettings.extend({
	/** Left out, they stay as they are. */
	reactions: ReactionLimits.optional(),
});
export type SaveApprovalSettings = z.infer<typeof SaveApprovalSettings>;
