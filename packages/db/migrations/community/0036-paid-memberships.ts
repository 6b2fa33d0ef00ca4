import type { Migration } from '../../src/migration.ts';

const NEW = JSON.stringify({
	...{ 'tiers:manage': 'allow', 'memberships:read': 'allow', 'memberships:manage': 'allow' },
});

/** Who runs a community may sell memberships; the tables come with the module. */
export const paidMemberships: Migration = {
	version: 36,
	name: 'paid-memberships',
	breaking: false,
	up: (schema) => [
		`update ${schema}.roles set permissions = permissions || '${NEW}', version = version + 1
			where key = 'admin'`,
	],
};
