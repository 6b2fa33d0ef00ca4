import type { Migration } from '../../src/migration.ts';

/**
 * What staff call members for one another. They are looked up through the index that fields of profiles have, which
 * answers for either column alone.
 */
export const memberLabels: Migration = {
	version: 47,
	name: 'member-labels',
	breaking: false,
	up: (schema) => [
		`alter table ${schema}.members
			add column labels text[] not null default '{}',
			add constraint members_labels_few check (cardinality(labels) <= 20)`,
		`drop index ${schema}.members_field_keys_idx`,
		`create index members_field_keys_idx on ${schema}.members using gin (field_keys, labels)`,
	],
};
