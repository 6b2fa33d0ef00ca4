import type { Migration } from '../../src/migration.ts';

export const peopleIndexes: Migration = {
	version: 20,
	name: 'people-indexes',
	breaking: false,
	concurrently: true,
	up: (schema) => [
		`create index members_field_keys_idx on ${schema}.members using gin (field_keys)`,
		`create index members_name_idx on ${schema}.members (lower(name), id) where status = 'active'`,
		`create index members_active_on_idx on ${schema}.members (active_on desc, id desc) where status = 'active'`,
	],
};
