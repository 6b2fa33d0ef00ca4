import type { Migration } from '../../src/migration.ts';

/** What spaces deny takes nothing from admins, as it takes nothing from owners, until a community says otherwise. */
export const overruleSpaces: Migration = {
	version: 52,
	name: 'overrule-spaces',
	breaking: false,
	up: (schema) => [
		`update ${schema}.roles
			set permissions = permissions || '{"spaces:overrule": "allow"}', version = version + 1
			where key = 'admin' and not permissions ? 'spaces:overrule'`,
	],
};
