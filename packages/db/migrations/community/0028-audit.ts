import type { Migration } from '../../src/migration.ts';

/** Everything an entry can be found by, in one index: its action, who acted, what and whom it is about. */
const MARKS = `(array[action, split_part(action, '.', 1), target_id, member_id::text, staff_id::text, subject_id::text])`;

/**
 * What staff and moderators did. The rows are chained by their hashes; what names people lies in two columns that can be
 * emptied, and the chain holds only their digests.
 */
export const audit: Migration = {
	version: 28,
	name: 'audit',
	breaking: false,
	up: (schema) => [
		`create table ${schema}.audit_entries (
			number integer not null,
			at timestamptz not null,
			action text not null,
			actor_kind varchar(10) not null,
			member_id uuid,
			staff_id uuid,
			target_kind varchar(20) not null,
			target_id text not null,
			subject_id uuid,
			actor jsonb,
			actor_digest varchar(64) not null,
			details jsonb,
			details_digest varchar(64) not null,
			hash varchar(64) not null,
			primary key (at, number)
		)`,
		`create index audit_entries_marks_idx on ${schema}.audit_entries using gin (${MARKS})`,
		`update ${schema}.roles set permissions = permissions || '{"audit:read": "allow", "audit:moderation": "allow"}'
			where key = 'admin'`,
		`update ${schema}.roles set permissions = permissions || '{"audit:moderation": "allow"}' where key = 'moderator'`,
	],
	rights: (schema, role) => [
		`revoke update, delete, truncate on ${schema}.audit_entries from ${role}`,
		`grant update (actor, details) on ${schema}.audit_entries to ${role}`,
	],
};
