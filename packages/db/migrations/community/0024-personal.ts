import type { Migration } from '../../src/migration.ts';

export const personal: Migration = {
	version: 24,
	name: 'personal',
	breaking: false,
	up: (schema) => [
		`alter table ${schema}.members
			add column is_personal boolean not null default true,
			add column learned_since timestamptz`,
		// The index that the next step builds begins with the same column.
		`drop index ${schema}.reactions_member_idx`,
	],
};
