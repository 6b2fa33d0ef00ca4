import type { Migration } from '../../src/migration.ts';

/** Who runs a community may run its points; the tables come with the module. */
export const gamificationRights: Migration = {
	version: 37,
	name: 'gamification',
	breaking: false,
	up: (schema) => [
		`update ${schema}.roles set permissions = permissions || '{"gamification:manage": "allow"}',
			version = version + 1 where key = 'admin'`,
	],
};
