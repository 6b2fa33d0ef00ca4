import type { Migration } from '../../src/migration.ts';

const NEW = JSON.stringify({ 'analytics:read': 'allow' });

/** Who runs a community may see what goes on in it; the tables come with the module. */
export const readAnalytics: Migration = {
	version: 38,
	name: 'read-analytics',
	breaking: false,
	up: (schema) => [
		`update ${schema}.roles set permissions = permissions || '${NEW}', version = version + 1
			where key = 'admin'`,
	],
};
