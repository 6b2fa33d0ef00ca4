import type { Migration } from '../../src/migration.ts';

/** The log says in which space something was done, for who runs that space; entries of before say none. */
export const logOfSpaces: Migration = {
	version: 44,
	name: 'log-of-spaces',
	breaking: false,
	up: (schema) => [
		`alter table ${schema}.audit_entries add column space_id uuid`,
		`create index audit_entries_space_idx on ${schema}.audit_entries (space_id, at desc, number desc)
			where space_id is not null`,
	],
};
