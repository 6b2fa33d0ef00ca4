import type { Migration } from '../../src/migration.ts';

/** Labels are looked up through one index with the fields of profiles, which answers for either column alone. */
export const keysAndLabels: Migration = {
	version: 50,
	name: 'keys-and-labels',
	breaking: false,
	concurrently: true,
	up: (schema) => [
		`create index members_keys_labels_idx on ${schema}.members using gin (field_keys, labels)`,
	],
};
