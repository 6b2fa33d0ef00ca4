import type { Migration } from '../../src/migration.ts';

/** Which modules have tables in a community's schema, and how far those have come. */
export const communityModules: Migration = {
	version: 8,
	name: 'community-modules',
	breaking: false,
	up: (schema) => [
		`create table ${schema}.community_modules (
			community_id varchar(12) not null
				references ${schema}.community_schemas on delete cascade,
			module varchar(40) not null,
			version integer not null,
			switched_on_at timestamptz not null default now(),
			primary key (community_id, module)
		)`,
		`create index community_modules_version_idx on ${schema}.community_modules (module, version)`,
	],
};
