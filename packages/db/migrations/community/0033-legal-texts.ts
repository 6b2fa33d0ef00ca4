import type { Migration } from '../../src/migration.ts';

/**
 * A community's own terms, privacy notice and imprint are versions of sections, as its guidelines are of rules, and lie
 * with them; whoever accepted the terms is remembered like who accepted the guidelines.
 */
export const legalTexts: Migration = {
	version: 33,
	name: 'legal-texts',
	breaking: false,
	up: (schema) => [
		`alter table ${schema}.guideline_acceptances
			drop constraint guideline_acceptances_version_fkey,
			drop constraint guideline_acceptances_pkey,
			add column kind varchar(10) not null default 'guidelines'`,
		`alter table ${schema}.guidelines
			drop constraint guidelines_pkey,
			add column kind varchar(10) not null default 'guidelines'
				check (kind in ('guidelines', 'terms', 'privacy', 'imprint')),
			add primary key (kind, version)`,
		`alter table ${schema}.guideline_acceptances
			add primary key (kind, version, member_id),
			add foreign key (kind, version) references ${schema}.guidelines`,
		`alter table ${schema}.members add column terms_version integer not null default 0`,
		`update ${schema}.roles
			set permissions = permissions || '{"settings:legal": "allow", "settings:localization": "allow"}'
			where key = 'admin'`,
	],
};
