import type { Migration } from '../../src/migration.ts';

/** What an entry can be found by, with the space that it was done in. */
const MARKS = `(array[action, split_part(action, '.', 1), target_id, member_id::text, staff_id::text, subject_id::text, space_id::text])`;

/**
 * Whoever runs a space reads what was done in it. Entries of before name no space and stay as they are: the space is a
 * part of what their hashes are made of.
 */
export const logOfSpaces: Migration = {
	version: 46,
	name: 'log-of-spaces',
	breaking: false,
	up: (schema) => [
		`alter table ${schema}.audit_entries add column space_id uuid`,
		`drop index ${schema}.audit_entries_marks_idx`,
		`create index audit_entries_marks_idx on ${schema}.audit_entries using gin (${MARKS})`,
	],
};
