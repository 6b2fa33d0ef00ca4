import type { Migration } from '../../src/migration.ts';

/**
 * Two accounts of one person become one. Who went on as whom stands on both rows, because there is room for no index:
 * an old address leads on by the one, what an old id still names is found by the other.
 */
export const mergedMembers: Migration = {
	version: 34,
	name: 'merged-members',
	breaking: false,
	up: (schema) => [
		`alter table ${schema}.members
			add column merged_into_id uuid,
			add column merged_ids uuid[] not null default '{}'`,
		`update ${schema}.roles
			set permissions = permissions || '{"members:merge": "allow"}', version = version + 1
			where key = 'admin'`,
	],
};
