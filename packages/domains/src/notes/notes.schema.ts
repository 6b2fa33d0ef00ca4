import * as z from 'zod';
import { PageInput } from '@kith/kernel/pages';
import { AuditEntry } from '../audit/audit.schema.ts';

export const NOTE_LENGTH = 2000;
export const MOST_NOTES = 200;

const Text = z.string().trim().min(1).max(NOTE_LENGTH);

/** The id is made before the first try, so that sending twice writes once. */
export const AddNote = z.strictObject({ id: z.uuid(), memberId: z.uuid(), text: Text });
export type AddNote = z.infer<typeof AddNote>;

export const EditNote = z.strictObject({ noteId: z.uuid(), text: Text });
export type EditNote = z.infer<typeof EditNote>;

export const NoteRef = z.strictObject({ noteId: z.uuid() });
export type NoteRef = z.infer<typeof NoteRef>;

/** What staff write for one another about a member; the member never sees it. */
export const Note = z.strictObject({
	kind: z.literal('note'),
	id: z.uuid(),
	at: z.date(),
	text: z.string(),
	editedAt: z.date().nullable(),
	/** Null once whoever wrote it is forgotten. */
	by: z.string().nullable(),
	may: z.strictObject({ edit: z.boolean(), remove: z.boolean() }),
});
export type Note = z.infer<typeof Note>;

/** The kinds of what is told of a member, in the order of those that happened in one moment. */
export const TIMELINE_KINDS = ['note', 'action', 'accepted', 'comment', 'post', 'joined'] as const;
export const TimelineKind = z.enum(TIMELINE_KINDS);
export type TimelineKind = z.infer<typeof TimelineKind>;

const Contribution = { id: z.uuid(), at: z.date(), postId: z.uuid(), title: z.string() };

export const TimelineEntry = z.discriminatedUnion('kind', [
	Note,
	/** What was done to the member, or by them as somebody who keeps order. */
	z.strictObject({ kind: z.literal('action'), at: z.date(), entry: AuditEntry }),
	z.strictObject({
		kind: z.literal('accepted'),
		at: z.date(),
		text: z.enum(['guidelines', 'terms']),
		version: z.int(),
	}),
	z.strictObject({ kind: z.literal('comment'), ...Contribution, excerpt: z.string() }),
	z.strictObject({ kind: z.literal('post'), ...Contribution }),
	z.strictObject({ kind: z.literal('joined'), at: z.date() }),
]);
export type TimelineEntry = z.infer<typeof TimelineEntry>;

export const ListTimeline = PageInput.extend({
	memberId: z.uuid(),
	/** Empty: all of them. */
	kinds: z.array(TimelineKind).max(TIMELINE_KINDS.length).default([]),
});
export type ListTimeline = z.infer<typeof ListTimeline>;

export const TimelinePage = z.strictObject({
	items: z.array(TimelineEntry),
	nextCursor: z.string().nullable(),
});
export type TimelinePage = z.infer<typeof TimelinePage>;
