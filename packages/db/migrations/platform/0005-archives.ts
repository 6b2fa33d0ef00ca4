import type { Migration } from '../../src/migration.ts';

/** Communities that leave as a file, come in as one, or are on their way out. */
export const archives: Migration = {
	version: 5,
	name: 'archives',
	breaking: false,
	up: (schema) => [
		`create table ${schema}.archives (
			id uuid primary key,
			organization_id uuid not null references ${schema}.organizations on delete cascade,

			community_id varchar(12),
			kind varchar(6) not null check (kind in ('export', 'import')),
			state varchar(9) not null
				check (state in ('uploading', 'waiting', 'checking', 'checked', 'running', 'done', 'failed', 'expired')),
			name varchar(200) not null,
			asked_by uuid references ${schema}.auth_users on delete set null,
			asked_at timestamptz not null,
			bytes bigint not null default 0,
			received bigint not null default 0,
			parts text[] not null default '{}',
			progress real not null default 0,
			sha256 varchar(64),
			wanted jsonb not null default '{}',
			report jsonb,
			failure varchar(80),
			details jsonb not null default '{}',
			finished_at timestamptz,
			expires_at timestamptz not null
		)`,
		`create index archives_community_idx on ${schema}.archives (community_id, asked_at desc)`,
		`create index archives_organization_idx on ${schema}.archives (organization_id, asked_at desc)`,
		`create index archives_expiry_idx on ${schema}.archives (expires_at)`,
		`create index archives_asker_idx on ${schema}.archives (asked_by)`,
		`alter table ${schema}.communities add column closed_at timestamptz,
			add column closed_by uuid, add column drop_at timestamptz`,
	],
};
