import type { Migration } from '../../src/migration.ts';

/** What staff call members for one another. */
export const memberLabels: Migration = {
	version: 49,
	name: 'member-labels',
	breaking: false,
	up: (schema) => [
		`alter table ${schema}.members
			add column labels text[] not null default '{}',
			add constraint members_labels_few check (cardinality(labels) <= 20)`,
	],
};
