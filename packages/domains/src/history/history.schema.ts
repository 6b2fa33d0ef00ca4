import * as z from 'zod';
import { PageInput } from '@kith/kernel/pages';
import { ShownText } from '../rich-text/shown.schema.ts';

export const SubjectKind = z.enum(['post', 'comment']);
export type SubjectKind = z.infer<typeof SubjectKind>;

/** A reason in a few words, shown beside what was done. */
export const Why = z.string().trim().max(300);

export const ListHistory = PageInput.extend({ subjectKind: SubjectKind, subjectId: z.uuid() });
export type ListHistory = z.infer<typeof ListHistory>;

export const VersionRef = z.strictObject({
	subjectKind: SubjectKind,
	subjectId: z.uuid(),
	number: z.int().positive(),
});
export type VersionRef = z.infer<typeof VersionRef>;

export const HideVersion = VersionRef.extend({ why: Why.min(1) });
export type HideVersion = z.infer<typeof HideVersion>;

export const HISTORY_ACTIONS = [
	...(['edited', 'restored', 'pinned', 'unpinned', 'featured', 'unfeatured'] as const),
	...(['locked', 'unlocked', 'idle_changed', 'moved', 'shared', 'unshared'] as const),
	...([
		'author_invited',
		'author_joined',
		'author_declined',
		'author_left',
		'approved',
		'removed',
		'put_back',
		'filed',
		'unfiled',
	] as const),
] as const;
export type HistoryAction = (typeof HISTORY_ACTIONS)[number];

export const Who = z.strictObject({ handle: z.string(), name: z.string() });

/** What became of a post or comment at one moment. */
export const HistoryEntry = z.strictObject({
	id: z.uuid(),
	action: z.enum(HISTORY_ACTIONS),
	/** The version of the text that this made; null when the text stayed. */
	number: z.int().positive().nullable(),
	who: Who.nullable(),
	why: z.string(),
	at: z.date(),
	/** Names and times that the action is about, such as the space something moved to. */
	details: z.record(z.string(), z.string()),
	isHidden: z.boolean(),
	hiddenWhy: z.string(),
	hiddenBy: Who.nullable(),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;

export const HistoryPage = z.strictObject({
	items: z.array(HistoryEntry),
	nextCursor: z.string().nullable(),
	subject: z.strictObject({
		postId: z.uuid(),
		spaceId: z.uuid(),
		title: z.string(),
		version: z.int(),
		/** The newest version; 1 for what was never edited. */
		current: z.int(),
	}),
	may: z.strictObject({
		restore: z.boolean(),
		hide: z.boolean(),
		/** Whether a rule filed it and the reader may undo that. */
		unfile: z.boolean(),
	}),
});
export type HistoryPage = z.infer<typeof HistoryPage>;

export const DiffPart = z.strictObject({
	change: z.enum(['same', 'added', 'removed']),
	text: z.string(),
});
export type DiffPart = z.infer<typeof DiffPart>;

/** One block of a text beside what it was in the version before. */
export const DiffBlock = z.strictObject({
	change: z.enum(['same', 'added', 'removed', 'changed', 'format']),
	kind: z.enum(['paragraph', 'heading', 'quote', 'list', 'code', 'picture', 'rule', 'other']),
	parts: z.array(DiffPart),
});
export type DiffBlock = z.infer<typeof DiffBlock>;

export const VersionDetail = z.strictObject({
	number: z.int().positive(),
	title: z.string(),
	body: ShownText,
	/** What changed in the title; empty without a title. */
	titleChanges: z.array(DiffPart),
	/** Null for the first version, and where the one before it is hidden from the reader. */
	changes: z.array(DiffBlock).nullable(),
	entry: HistoryEntry,
	isCurrent: z.boolean(),
});
export type VersionDetail = z.infer<typeof VersionDetail>;
