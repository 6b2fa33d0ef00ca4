import type { Migration } from '../../src/migration.ts';

export const removals: Migration = {
	version: 17,
	name: 'removals',
	breaking: false,
	up: (schema) => [
		`alter table ${schema}.comments add column removed_why varchar(300) not null default ''`,
	],
};
