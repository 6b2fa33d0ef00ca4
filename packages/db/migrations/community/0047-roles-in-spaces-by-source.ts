import type { Migration } from '../../src/migration.ts';

/** A role in one space comes from somewhere, as those in the whole community do (35): who gave it alone takes it back. */
export const rolesInSpacesBySource: Migration = {
	version: 47,
	name: 'roles-in-spaces-by-source',
	breaking: false,
	up: (schema) => [
		`alter table ${schema}.scoped_roles
			add column source varchar(44) not null default 'manual',
			drop constraint scoped_roles_pkey,
			add primary key (member_id, space_id, role_id, source)`,
	],
};
