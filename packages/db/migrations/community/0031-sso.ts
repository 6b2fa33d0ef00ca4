import type { Migration } from '../../src/migration.ts';

export const sso: Migration = {
	version: 31,
	name: 'sso',
	breaking: false,
	up: (schema) => [
		// Null: given in the community; else the connection whose rules gave it, and alone take it back.
		`alter table ${schema}.member_roles add column source_id uuid`,
		`alter table ${schema}.space_members add column source_id uuid`,
		`update ${schema}.roles set permissions = permissions || '{"settings:sso":"allow"}',
			version = version + 1 where key = 'admin'`,
	],
};
