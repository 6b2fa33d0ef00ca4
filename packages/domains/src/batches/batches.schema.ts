import * as z from 'zod';
import { Contributions, Removal, RoleKey } from '../members/members.schema.ts';
import { BanMember, Reason, RestrictMember } from '../restrictions/restrictions.schema.ts';
import { Label } from '../roster/labels.schema.ts';
import { RosterFilter } from '../roster/roster.schema.ts';

/** So many members one action reaches at most. */
export const MOST_MEMBERS = 100_000;
export const MOST_SELECTED = 500;
export const UNDO_MINUTES = 10;
/** So long it is kept what was done to whom. */
export const KEPT_DAYS = 30;

const OfRole = { roleKey: RoleKey };
const OfSpace = { spaceId: z.uuid() };

/** What can be done to many members at once. */
export const BulkAction = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('give_role'), ...OfRole }),
	z.strictObject({ kind: z.literal('take_role'), ...OfRole }),
	z.strictObject({ kind: z.literal('add_space'), ...OfSpace }),
	z.strictObject({ kind: z.literal('remove_space'), ...OfSpace }),
	z.strictObject({ kind: z.literal('add_label'), label: Label }),
	z.strictObject({ kind: z.literal('remove_label'), label: Label }),
	z.strictObject({
		...{ kind: z.literal('restrict'), as: RestrictMember.shape.kind },
		...{ hours: RestrictMember.shape.hours, reason: Reason },
	}),
	z.strictObject({ kind: z.literal('lift') }),
	Removal.extend({ kind: z.literal('remove') }),
	z.strictObject({
		...{ kind: z.literal('ban'), hours: BanMember.shape.hours, reason: Reason },
		contributions: Contributions,
	}),
]);
export type BulkAction = z.infer<typeof BulkAction>;

/** Whether nothing of it could be put back: it waits for as long as it can be taken back, and is over then. */
export function isFinal(action: BulkAction): boolean {
	return action.kind === 'remove' || (action.kind === 'ban' && action.contributions !== 'keep');
}
export type BulkKind = BulkAction['kind'];

/** Members one by one, all that a filter means, or those of them that it means. */
const Selection = {
	memberIds: z.array(z.uuid()).min(1).max(MOST_SELECTED).optional(),
	filter: RosterFilter.optional(),
};

export const PreviewBulk = z.strictObject({ action: BulkAction, ...Selection });
export type PreviewBulk = z.infer<typeof PreviewBulk>;

/** What an action would reach, told before it is started. */
export const BulkPreview = z.strictObject({
	total: z.int(),
	/** Those it is done to. */
	able: z.int(),
	/** Not below the actor, or the actor. */
	above: z.int(),
	/** Such as those who wait, of whom nobody is silenced. */
	unfit: z.int(),
});
export type BulkPreview = z.infer<typeof BulkPreview>;

/** The id is made before the first try: starting twice is starting once. */
export const StartBulk = z.strictObject({ id: z.uuid(), action: BulkAction, ...Selection });
export type StartBulk = z.infer<typeof StartBulk>;

/** `waiting`: for its moment, before which it can be taken back whole. */
export const BatchState = z.enum(['draft', 'waiting', 'running', 'done', 'undoing', 'undone']);
export type BatchState = z.infer<typeof BatchState>;

export const BatchRef = z.strictObject({ batchId: z.uuid() });
export type BatchRef = z.infer<typeof BatchRef>;

/** What is being done to many, and how far it is. */
export const Batch = z.strictObject({
	id: z.uuid(),
	action: BulkAction,
	state: BatchState,
	total: z.int(),
	done: z.int(),
	changed: z.int(),
	/** As they were to be already. */
	unchanged: z.int(),
	/** Gone or risen meanwhile. */
	passed: z.int(),
	starterName: z.string().nullable(),
	createdAt: z.date(),
	/** Null when it cannot be undone any more. */
	undoUntil: z.date().nullable(),
});
export type Batch = z.infer<typeof Batch>;

/** Whose doing a batch is. */
export const Starter = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('member'), memberId: z.string(), userId: z.string() }),
	z.strictObject({
		...{ kind: z.literal('staff'), staffId: z.string(), memberId: z.string().nullable() },
	}),
	z.strictObject({ kind: z.literal('job'), name: z.string() }),
]);

/** What was started when a ban always kept what they wrote, and nobody had to say why. */
function asToday(action: unknown): unknown {
	const { kind, reason, ...more } = Object(action) as Record<string, unknown>;
	if (kind !== 'ban' && kind !== 'restrict') return action;
	return { kind, reason: reason || '–', ...(kind === 'ban' && { contributions: 'keep' }), ...more };
}

/** What a batch keeps of its task: the action, and who started it with which rank. */
export const BulkTask = z.strictObject({
	action: z.preprocess(asToday, BulkAction),
	rank: z.int(),
	actor: Starter,
	/** Of staff, for the log. */
	staffName: z.string().default(''),
});
export type BulkTask = z.infer<typeof BulkTask>;

export const BulkResults = z.strictObject({
	changed: z.int().default(0),
	unchanged: z.int().default(0),
	passed: z.int().default(0),
});
export type BulkResults = z.infer<typeof BulkResults>;
