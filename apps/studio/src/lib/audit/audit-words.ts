import type { AuditEntry, AuditFault, AuditNoun, AuditVerb } from '@kith/domains/audit/schema';
import type { SpaceLogKind } from '@kith/domains/audit/space-log';
import { m } from '#lib/paraglide/messages.js';

const NOUNS: Readonly<Record<AuditNoun, () => string>> = {
	acceptances: m.audit_noun_acceptances,
	affiliates: m.audit_noun_affiliates,
	analytics: m.audit_noun_analytics,
	announcements: m.audit_noun_announcements,
	answers: m.audit_noun_answers,
	badges: m.audit_noun_badges,
	bulk: m.audit_noun_bulk,
	challenges: m.audit_noun_challenges,
	comments: m.audit_noun_comments,
	commissions: m.audit_noun_commissions,
	data: m.audit_noun_data,
	desks: m.audit_noun_desks,
	documents: m.audit_noun_documents,
	evidence: m.audit_noun_evidence,
	fields: m.audit_noun_fields,
	folders: m.audit_noun_folders,
	groups: m.audit_noun_groups,
	guidelines: m.audit_noun_guidelines,
	ideas: m.audit_noun_ideas,
	imports: m.audit_noun_imports,
	invitations: m.audit_noun_invitations,
	ledger: m.audit_noun_ledger,
	legal: m.audit_noun_legal,
	levels: m.audit_noun_levels,
	log: m.audit_noun_log,
	look: m.audit_noun_look,
	members: m.audit_noun_members,
	memberships: m.audit_noun_memberships,
	modules: m.audit_noun_modules,
	notes: m.audit_noun_notes,
	gifts: m.audit_noun_gifts,
	offers: m.audit_noun_offers,
	payments: m.audit_noun_payments,
	point_rules: m.audit_noun_point_rules,
	points: m.audit_noun_points,
	polls: m.audit_noun_polls,
	posts: m.audit_noun_posts,
	prices: m.audit_noun_prices,
	roles: m.audit_noun_roles,
	sales: m.audit_noun_sales,
	seasons: m.audit_noun_seasons,
	settings: m.audit_noun_settings,
	spaces: m.audit_noun_spaces,
	submissions: m.audit_noun_submissions,
	tag_groups: m.audit_noun_tag_groups,
	tags: m.audit_noun_tags,
	tiers: m.audit_noun_tiers,
	versions: m.audit_noun_versions,
};

const VERBS: Readonly<Record<AuditVerb, () => string>> = {
	accepted: m.audit_verb_accepted,
	added: m.audit_verb_added,
	answered: m.audit_verb_answered,
	approved: m.audit_verb_approved,
	archived: m.audit_verb_archived,
	arranged: m.audit_verb_arranged,
	banned: m.audit_verb_banned,
	changed: m.audit_verb_changed,
	closed: m.audit_verb_closed,
	connected: m.audit_verb_connected,
	created: m.audit_verb_created,
	decided: m.audit_verb_decided,
	declined: m.audit_verb_declined,
	deleted: m.audit_verb_deleted,
	discarded: m.audit_verb_discarded,
	disconnected: m.audit_verb_disconnected,
	edited: m.audit_verb_edited,
	ended: m.audit_verb_ended,
	entered: m.audit_verb_entered,
	excepted: m.audit_verb_excepted,
	examples_deleted: m.audit_verb_examples_deleted,
	exported: m.audit_verb_exported,
	extended: m.audit_verb_extended,
	featured: m.audit_verb_featured,
	forgotten: m.audit_verb_forgotten,
	given: m.audit_verb_given,
	hidden: m.audit_verb_hidden,
	imported: m.audit_verb_imported,
	kept: m.audit_verb_kept,
	kind_changed: m.audit_verb_kind_changed,
	labelled: m.audit_verb_labelled,
	let_in: m.audit_verb_let_in,
	let_out: m.audit_verb_let_out,
	locked: m.audit_verb_locked,
	mail_resumed: m.audit_verb_mail_resumed,
	merged: m.audit_verb_merged,
	moved: m.audit_verb_moved,
	opened: m.audit_verb_opened,
	overridden: m.audit_verb_overridden,
	paid: m.audit_verb_paid,
	pinned: m.audit_verb_pinned,
	published: m.audit_verb_published,
	receipt_sent: m.audit_verb_receipt_sent,
	refunded: m.audit_verb_refunded,
	rejected: m.audit_verb_rejected,
	released: m.audit_verb_released,
	removed: m.audit_verb_removed,
	renamed: m.audit_verb_renamed,
	resent: m.audit_verb_resent,
	restored: m.audit_verb_restored,
	returned: m.audit_verb_returned,
	revoked: m.audit_verb_revoked,
	role_given: m.audit_verb_role_given,
	role_taken: m.audit_verb_role_taken,
	sent: m.audit_verb_sent,
	separated: m.audit_verb_separated,
	shared: m.audit_verb_shared,
	shown: m.audit_verb_shown,
	silenced: m.audit_verb_silenced,
	started: m.audit_verb_started,
	suspended: m.audit_verb_suspended,
	undone: m.audit_verb_undone,
	unfeatured: m.audit_verb_unfeatured,
	unfiled: m.audit_verb_unfiled,
	unlocked: m.audit_verb_unlocked,
	unpaid: m.audit_verb_unpaid,
	unpinned: m.audit_verb_unpinned,
	unshared: m.audit_verb_unshared,
	updated: m.audit_verb_updated,
	tried: m.audit_verb_tried,
	withdrawn: m.audit_verb_withdrawn,
};

const SETTINGS: Readonly<Record<string, () => string>> = {
	scim: m.scim_nav,
	access: m.audit_setting_access,
	affiliates: m.audit_setting_affiliates,
	approval: m.audit_setting_approval,
	feed: m.audit_setting_feed,
	general: m.audit_setting_general,
	joining: m.audit_setting_joining,
	onboarding: m.audit_setting_onboarding,
	segments: m.members_segments,
	explorations: m.explore_kept,
	storage: m.audit_setting_storage,
	taxes: m.studio_nav_taxes,
	tags: m.audit_setting_tags,
};

/** The parts of things that have a word of their own; others are told by their name in the code. */
const KEYS: Readonly<Record<string, () => string>> = {
	audience: m.audit_key_audience,
	bio: m.audit_key_bio,
	changed: m.audit_key_changed,
	contributions: m.audit_key_contributions,
	description: m.audit_key_description,
	fields: m.audit_key_fields,
	handle: m.audit_key_handle,
	hasPicture: m.audit_key_has_picture,
	hiddenFields: m.audit_key_hidden_fields,
	into: m.audit_key_into,
	join: m.audit_key_join,
	kind: m.audit_key_kind,
	label: m.audit_key_label,
	mustAcknowledge: m.audit_key_must_acknowledge,
	name: m.audit_key_name,
	note: m.audit_key_note,
	order: m.audit_key_order,
	permissions: m.audit_key_permissions,
	posting: m.audit_key_posting,
	reactions: m.audit_key_reactions,
	role: m.audit_key_role,
	roles: m.audit_key_roles,
	rules: m.audit_key_rules,
	slug: m.audit_key_slug,
	space: m.audit_key_space,
	status: m.audit_key_status,
	tagline: m.audit_key_tagline,
	title: m.audit_key_title,
	to: m.audit_key_to,
	until: m.audit_key_until,
	version: m.audit_key_version,
	visibility: m.audit_key_visibility,
};

const FAULTS: Readonly<Record<AuditFault['fault'], (at: { number: number }) => string>> = {
	changed: m.audit_fault_changed,
	missing: m.audit_fault_missing,
	out_of_order: m.audit_fault_out_of_order,
	forgotten_unsaid: m.audit_fault_forgotten_unsaid,
	cut_short: m.audit_fault_cut_short,
	too_long: m.audit_fault_head,
	no_head: m.audit_fault_head,
	head_forged: m.audit_fault_head,
};

const wordIn = (words: Readonly<Record<string, () => string>>, key: string) =>
	(Object.hasOwn(words, key) && words[key]?.()) || spaced(key);

/** `memberBytes` as one would read it aloud. */
const spaced = (key: string) =>
	key.replaceAll('_', ' ').replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** Nouns that a log can be narrowed to, in the order of the reader's alphabet. */
export function nounChoices(locale: string): { value: string; label: string }[] {
	const choices = Object.entries(NOUNS).map(([value, label]) => ({ value, label: label() }));
	return choices.toSorted((one, other) => one.label.localeCompare(other.label, locale));
}

/** The kinds of deeds that the log of a space can be narrowed to. */
export const spaceKindChoices = (): { value: SpaceLogKind; label: string }[] => [
	{ value: 'posts', label: m.audit_noun_posts() },
	{ value: 'comments', label: m.audit_noun_comments() },
	{ value: 'files', label: m.audit_noun_documents() },
	{ value: 'members', label: m.audit_noun_members() },
	{ value: 'space', label: m.space_log_itself() },
];

/** What was done, as two words: to which sort of thing, and what. */
export function wordsOf(action: string): { noun: string; verb: string } {
	const [noun = '', verb = ''] = action.split('.');
	return { noun: wordIn(NOUNS, noun), verb: wordIn(VERBS, verb) };
}

/** What an entry's target was called. */
export function labelOf({ target, details }: AuditEntry): string {
	if (target.kind === 'settings') return wordIn(SETTINGS, target.id);
	return details?.label ?? '';
}

/** Who acted, as far as it may still be told. */
export function nameOf({ actor }: AuditEntry): string {
	if (actor.kind === 'job') return actor.name === 'directory' ? m.audit_directory() : m.audit_job();
	return actor.name || m.audit_who_forgotten();
}

export const keyOf = (key: string): string => wordIn(KEYS, key);
export const faultText = ({ fault, number }: AuditFault): string => FAULTS[fault]({ number });
