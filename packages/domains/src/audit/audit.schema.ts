import * as z from 'zod';
import { PageInput } from '@kith/kernel/pages';

/** Whether moderators may read of it, who looks after the money, or only those who run the community. */
export type Area = 'administration' | 'billing' | 'moderation';

/**
 * Everything that staff and moderators do, as `nouns.verb`. A new action is one line here, and the words for its noun and
 * its verb in the studio, which does not compile without them.
 */
export const AUDIT_ACTIONS = {
	'acceptances.exported': 'administration',
	'affiliates.decided': 'billing',
	'affiliates.added': 'billing',
	'affiliates.paid': 'billing',
	'affiliates.exported': 'billing',
	'affiliates.unpaid': 'billing',
	'analytics.exported': 'administration',
	'announcements.deleted': 'moderation',
	'announcements.sent': 'moderation',
	'announcements.updated': 'moderation',
	'answers.accepted': 'moderation',
	'answers.withdrawn': 'moderation',
	'badges.archived': 'administration',
	'badges.created': 'administration',
	'badges.given': 'administration',
	'badges.revoked': 'administration',
	'badges.updated': 'administration',
	'bulk.started': 'administration',
	'bulk.undone': 'administration',
	'challenges.archived': 'administration',
	'challenges.created': 'administration',
	'challenges.ended': 'administration',
	'challenges.published': 'administration',
	'challenges.removed': 'administration',
	'challenges.updated': 'administration',
	'comments.removed': 'moderation',
	'comments.restored': 'moderation',
	'commissions.rejected': 'billing',
	'commissions.approved': 'billing',
	'data.closed': 'administration',
	'data.exported': 'administration',
	'data.imported': 'administration',
	'data.kept': 'administration',
	'desks.ended': 'administration',
	'desks.opened': 'administration',
	'documents.deleted': 'moderation',
	'documents.moved': 'moderation',
	'documents.restored': 'moderation',
	'documents.updated': 'moderation',
	'evidence.accepted': 'administration',
	'evidence.returned': 'administration',
	'fields.archived': 'administration',
	'fields.arranged': 'administration',
	'fields.created': 'administration',
	'fields.restored': 'administration',
	'fields.updated': 'administration',
	'folders.deleted': 'moderation',
	'folders.moved': 'moderation',
	'folders.renamed': 'moderation',
	'groups.created': 'administration',
	'groups.deleted': 'administration',
	'groups.renamed': 'administration',
	'gifts.resent': 'billing',
	'gifts.revoked': 'billing',
	'guidelines.published': 'administration',
	'ideas.decided': 'moderation',
	'ideas.merged': 'moderation',
	'ideas.separated': 'moderation',
	'imports.started': 'administration',
	'invitations.created': 'administration',
	'invitations.resent': 'administration',
	'invitations.revoked': 'administration',
	'invitations.sent': 'administration',
	'ledger.exported': 'billing',
	'legal.published': 'administration',
	'legal.withdrawn': 'administration',
	'levels.updated': 'administration',
	'log.exported': 'administration',
	'look.discarded': 'administration',
	'look.published': 'administration',
	'look.restored': 'administration',
	'members.added': 'administration',
	'members.approved': 'administration',
	'members.banned': 'administration',
	'members.declined': 'administration',
	'members.edited': 'administration',
	'members.entered': 'administration',
	'members.exported': 'administration',
	'members.forgotten': 'administration',
	'members.labelled': 'moderation',
	'members.mail_resumed': 'administration',
	'members.merged': 'administration',
	'members.released': 'moderation',
	'members.removed': 'administration',
	'members.excepted': 'administration',
	'members.role_given': 'administration',
	'members.role_taken': 'administration',
	'members.silenced': 'moderation',
	'members.suspended': 'moderation',
	'memberships.ended': 'billing',
	'memberships.extended': 'billing',
	'memberships.given': 'billing',
	'modules.started': 'administration',
	'notes.added': 'moderation',
	'notes.edited': 'moderation',
	'notes.removed': 'moderation',
	'offers.archived': 'billing',
	'offers.created': 'billing',
	'offers.updated': 'billing',
	'payments.connected': 'billing',
	'payments.disconnected': 'billing',
	'payments.opened': 'billing',
	'point_rules.created': 'administration',
	'point_rules.ended': 'administration',
	'point_rules.published': 'administration',
	'point_rules.removed': 'administration',
	'point_rules.updated': 'administration',
	'points.given': 'administration',
	'polls.closed': 'moderation',
	'posts.examples_deleted': 'administration',
	'posts.featured': 'moderation',
	'posts.kind_changed': 'moderation',
	'posts.locked': 'moderation',
	'posts.moved': 'moderation',
	'posts.pinned': 'moderation',
	'posts.removed': 'moderation',
	'posts.restored': 'moderation',
	'posts.shared': 'moderation',
	'posts.unfeatured': 'moderation',
	'posts.unlocked': 'moderation',
	'posts.unpinned': 'moderation',
	'posts.unshared': 'moderation',
	'posts.updated': 'moderation',
	'prices.added': 'billing',
	'prices.archived': 'billing',
	'roles.arranged': 'administration',
	'roles.created': 'administration',
	'roles.deleted': 'administration',
	'roles.exported': 'administration',
	'roles.overridden': 'administration',
	'roles.tried': 'administration',
	'roles.updated': 'administration',
	'sales.answered': 'billing',
	'sales.changed': 'billing',
	'sales.ended': 'billing',
	'sales.receipt_sent': 'billing',
	'sales.refunded': 'billing',
	'settings.updated': 'administration',
	'spaces.archived': 'administration',
	'spaces.arranged': 'administration',
	'spaces.created': 'administration',
	'spaces.let_in': 'administration',
	'spaces.let_out': 'administration',
	'spaces.updated': 'administration',
	'submissions.approved': 'moderation',
	'submissions.rejected': 'moderation',
	'tag_groups.created': 'administration',
	'tag_groups.deleted': 'administration',
	'tag_groups.updated': 'administration',
	'tags.created': 'administration',
	'tags.deleted': 'administration',
	'tags.merged': 'administration',
	'tags.updated': 'administration',
	'tiers.archived': 'billing',
	'tiers.arranged': 'billing',
	'tiers.created': 'billing',
	'tiers.published': 'billing',
	'tiers.updated': 'billing',
	'versions.hidden': 'moderation',
	'versions.shown': 'moderation',
} as const satisfies Readonly<Record<`${string}.${string}`, Area>>;

export type AuditAction = keyof typeof AUDIT_ACTIONS;
type PartsOf<Action> = Action extends `${infer Noun}.${infer Verb}` ? [Noun, Verb] : never;
export type AuditNoun = PartsOf<AuditAction>[0];
export type AuditVerb = PartsOf<AuditAction>[1];

/** The actions of some areas. */
export const actionsIn = (areas: readonly Area[]): readonly string[] =>
	Object.entries(AUDIT_ACTIONS)
		.filter(([, area]) => areas.includes(area))
		.map(([action]) => action);

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
