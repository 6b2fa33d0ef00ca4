import type { Migration } from '../../src/migration.ts';

const NEW = JSON.stringify({ 'tiers:read': 'allow', 'audit:billing': 'allow' });

/** Who runs a community may let others look at its tiers and at the log of its money. */
export const partsToRead: Migration = {
	version: 41,
	name: 'parts-to-read',
	breaking: false,
	up: (schema) => [
		`update ${schema}.roles set permissions = permissions || '${NEW}', version = version + 1
			where key = 'admin'`,
	],
};
