import type { Migration } from '../../src/migration.ts';

export const heldChanges: Migration = {
	version: 26,
	name: 'held-changes',
	breaking: false,
	up: (schema) => [
		`alter table ${schema}.submissions add column revises_id uuid`,
		`create unique index submissions_revises_key on ${schema}.submissions (revises_id, author_id)
			where revises_id is not null and state <> 'published'`,
	],
};
