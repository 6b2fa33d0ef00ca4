import * as z from 'zod';
import { PageInput } from '@kith/kernel/pages';
import type { AuditAction } from './audit-actions.schema.ts';

export {
	actionsIn,
	AUDIT_ACTIONS,
	type AuditAction,
	type AuditNoun,
	type AuditVerb,
} from './audit-actions.schema.ts';

/** What a verb writes down of what it did; who did it, when, and for whom is known without being told. */
export type AuditNote = {
	action: AuditAction;
	target: {
		/** A noun of the house: post, role, settings. */
		kind: string;
		id: string;
		/** What it is called now, because it may be called something else later, or be gone. */
		label: string;
		/** The member whose it is, or who it is: what is written here of them is forgotten when they are. */
		memberId?: string | null;
		/** The space it was done in, for who runs that space. */
		spaceId?: string | null;
	};
	/** The parts that changed, as they were and as they are: plain data; what is equal in both is left out. */
	before?: Readonly<Record<string, unknown>>;
	after?: Readonly<Record<string, unknown>>;
	reason?: string;
	/** Who did it, where the actor is nobody yet: staff at the door. */
	by?: { staffId: string; memberId: string | null; name: string };
};

/** Which entries are wanted; nothing named: all. */
export const AuditFilter = z.strictObject({
	/** A member or a staff person. */
	actorId: z.uuid().nullish(),
	/** An action, or the noun before its point for all that is done with such things. */
	action: z
		.string()
		.max(60)
		.regex(/^[a-z_]+(?:\.[a-z_]+)?$/)
		.nullish(),
	/** What was changed, or the member it belongs to. */
	aboutId: z.uuid().nullish(),
	from: z.date().nullish(),
	/** Before this moment. */
	to: z.date().nullish(),
});
export type AuditFilter = z.infer<typeof AuditFilter>;

export const ListAudit = PageInput.extend(AuditFilter.shape);
export type ListAudit = z.infer<typeof ListAudit>;

const State = z.record(z.string(), z.unknown()).nullable();

export const AuditEntry = z.strictObject({
	number: z.int(),
	at: z.date(),
	action: z.string(),
	actor: z.strictObject({
		kind: z.enum(['anonymous', 'member', 'staff', 'job']),
		memberId: z.uuid().nullable(),
		/** The staff person who acts, also as the member they became by entering. */
		staffId: z.uuid().nullable(),
		/** What they were called then; null once that is forgotten. */
		name: z.string().nullable(),
	}),
	target: z.strictObject({ kind: z.string(), id: z.string(), memberId: z.uuid().nullable() }),
	/** What was written of it; null once that is forgotten. */
	details: z
		.strictObject({ label: z.string(), before: State, after: State, reason: z.string() })
		.nullable(),
	hash: z.string(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

export const AuditPage = z.strictObject({
	items: z.array(AuditEntry),
	nextCursor: z.string().nullable(),
});

/** Who acted lately, for the choice of whom to look at. */
export const AuditActor = z.strictObject({ id: z.uuid(), name: z.string(), isStaff: z.boolean() });
export type AuditActor = z.infer<typeof AuditActor>;

export const ExportAudit = AuditFilter.extend({
	cursor: PageInput.shape.cursor,
	limit: z.int().min(1).max(500).default(500),
});
export type ExportAudit = z.infer<typeof ExportAudit>;

/** The form of a file of the log: what the page shows, or all that hashes are made of. */
export const BeginAuditExport = AuditFilter.extend({ format: z.enum(['csv', 'jsonl']) });
export type BeginAuditExport = z.infer<typeof BeginAuditExport>;

/** Entries as lines of JSON, oldest first, with all that their hashes are made of. */
export const AuditLines = z.strictObject({
	lines: z.array(z.string()),
	nextCursor: z.string().nullable(),
});
export type AuditLines = z.infer<typeof AuditLines>;

export const CheckAudit = z.strictObject({
	/** Where the part before ended; null for the beginning. */
	after: z
		.strictObject({ count: z.int().min(0), hash: z.string().length(64), at: z.date() })
		.nullish(),
});
export type CheckAudit = z.infer<typeof CheckAudit>;

/** What is wrong with an entry or with the log as a whole. */
export const AUDIT_FAULTS = [
	'changed',
	'missing',
	'out_of_order',
	'forgotten_unsaid',
	...(['cut_short', 'too_long', 'no_head'] as const),
	'head_forged',
] as const;
export const AuditFault = z.strictObject({ number: z.int(), fault: z.enum(AUDIT_FAULTS) });
export type AuditFault = z.infer<typeof AuditFault>;

export const CheckedAudit = z.strictObject({
	/** How many entries are checked so far, and where to go on; null when the log is at its end. */
	checked: z.int(),
	next: z.strictObject({ count: z.int(), hash: z.string(), at: z.date() }).nullable(),
	/** The first that is wrong. */
	fault: AuditFault.nullable(),
});
export type CheckedAudit = z.infer<typeof CheckedAudit>;
