import * as z from 'zod';

/** What a rule can ask approval for: the kinds of posts, and comments. */
export const ENTRY_KINDS = [
	...(['discussion', 'question', 'idea', 'article', 'showcase', 'announcement'] as const),
	'comment' as const,
] as const;
export const EntryKind = z.enum(ENTRY_KINDS);
export type EntryKind = z.infer<typeof EntryKind>;

/** Whose contributions wait for approval, where; null stands for every space, kind or role. */
export const ApprovalRule = z.strictObject({
	spaceId: z.uuid().nullable(),
	kind: EntryKind.nullable(),
	/** The highest role of the author. Who may approve never waits. */
	roleKey: z.string().max(40).nullable(),
	/** Whether later changes wait as well, while the text that was approved stays on the site. */
	edits: z.boolean().default(false),
	/** Only of who has fewer posts and comments on the site than so many; null: of everybody. */
	untilOut: z.int().min(1).max(100).nullable().default(null),
});
export type ApprovalRule = z.infer<typeof ApprovalRule>;

const IdleDays = z.int().min(0).max(3650);

/** How posts live and end in this community. */
export const Life = z.strictObject({
	/** How long an author's own edits leave no trace. */
	graceMinutes: z.int().min(0).max(120),
	/** So many hours after they wrote it its writers no longer change it; 0 for never. Who moderates there may. */
	editHours: z.int().min(0).max(8760).default(0),
	/** After so many days without a comment a post takes none; 0 for never. */
	idleDays: IdleDays,
	/** Spaces with another number. */
	spaceIdleDays: z.array(z.strictObject({ spaceId: z.uuid(), days: IdleDays })).max(500),
});
export type Life = z.infer<typeof Life>;

export const DEFAULT_LIFE: Life = { graceMinutes: 5, editHours: 0, idleDays: 0, spaceIdleDays: [] };

/** What of the rules that a text met made it wait. */
export const HELD_FOR = ['newcomer', 'role', 'kind', 'space', 'everybody'] as const;
export type HeldFor = (typeof HELD_FOR)[number];

/** The settings of this community's approval and of the life of its posts. */
export const Approval = z.strictObject({ rules: z.array(ApprovalRule).max(200) });
export type Approval = z.infer<typeof Approval>;

export const DEFAULT_APPROVAL: Approval = { rules: [] };

/** What became of a change: on the site at once, or kept as a submission until it is approved. */
export const Edited = z.strictObject({ version: z.int(), heldId: z.uuid().nullable() });
export type Edited = z.infer<typeof Edited>;

export const SubmissionState = z.enum(['waiting', 'rejected', 'scheduled', 'published']);
export type SubmissionState = z.infer<typeof SubmissionState>;
