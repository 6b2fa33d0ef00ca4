import type { Migration } from '../../src/migration.ts';

/** What was published of a community's design, to compare with and to bring back. */
export const designs: Migration = {
	version: 30,
	name: 'designs',
	breaking: false,
	up: (schema) => [
		`create table ${schema}.look_versions (
			version integer primary key,
			site jsonb not null,
			note varchar(200) not null default '',
			changed text[] not null default '{}',
			published_at timestamptz not null,
			published_by uuid references ${schema}.members,
			staff_id uuid
		)`,
	],
};
