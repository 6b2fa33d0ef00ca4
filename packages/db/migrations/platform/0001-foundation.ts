import type { Migration } from '../../src/migration.ts';
import { authTables } from '../auth-tables.ts';

export const foundation: Migration = {
	version: 1,
	name: 'foundation',
	breaking: false,
	up: (schema) => [
		...authTables(schema),
		`create table ${schema}.organizations (
			id uuid primary key,
			name varchar(80) not null,
			created_at timestamptz not null default now()
		)`,
		`create table ${schema}.organization_staff (
			organization_id uuid not null references ${schema}.organizations on delete cascade,
			staff_id uuid not null references ${schema}.auth_users on delete cascade,
			role varchar(16) not null check (role in ('owner', 'admin', 'billing', 'analyst')),
			created_at timestamptz not null default now(),
			primary key (organization_id, staff_id)
		)`,
		`create index organization_staff_staff_idx on ${schema}.organization_staff (staff_id)`,
		`create table ${schema}.placements (
			id varchar(40) primary key,
			dsn_setting varchar(80),
			accepts_new boolean not null default true,
			created_at timestamptz not null default now()
		)`,
		`insert into ${schema}.placements (id) values ('main')`,
		`create table ${schema}.community_schemas (
			id varchar(12) primary key check (id ~ '^[0-9a-z]{12}$'),
			placement varchar(40) not null references ${schema}.placements,
			version integer not null,
			state varchar(10) not null check (state in ('ready', 'claimed', 'dropping')),
			created_at timestamptz not null default now(),
			claimed_at timestamptz
		)`,
		`create index community_schemas_ready_idx on ${schema}.community_schemas (placement, id) where state = 'ready'`,
		`create index community_schemas_version_idx on ${schema}.community_schemas (version, id)`,
		`create table ${schema}.communities (
			id varchar(12) primary key references ${schema}.community_schemas,
			organization_id uuid not null references ${schema}.organizations,
			slug varchar(63) not null unique,
			skeleton varchar(63) not null,
			name varchar(80) not null,
			template varchar(40) not null,
			locale varchar(16) not null default 'en',
			status varchar(12) not null check (status in ('setup', 'live', 'deleting')),
			created_by uuid not null,
			created_at timestamptz not null default now(),
			seeded_at timestamptz,
			live_at timestamptz
		)`,
		`create index communities_skeleton_idx on ${schema}.communities (skeleton)`,
		`create index communities_organization_idx on ${schema}.communities (organization_id, created_at)`,
		`create index communities_unseeded_idx on ${schema}.communities (created_at) where seeded_at is null`,
		`create table ${schema}.retired_slugs (
			slug varchar(63) primary key,
			community_id varchar(12) not null,
			retired_at timestamptz not null default now()
		)`,
		`create table ${schema}.signups (
			id uuid primary key,
			staff_id uuid not null references ${schema}.auth_users on delete cascade,
			community_id varchar(12) references ${schema}.communities on delete set null,
			step varchar(16) not null check (step in ('community', 'look', 'access', 'live', 'done')),
			answers jsonb not null default '{}',
			version integer not null default 1,
			created_at timestamptz not null default now(),
			updated_at timestamptz not null default now()
		)`,
		`create index signups_staff_idx on ${schema}.signups (staff_id, created_at desc)`,
		`create table ${schema}.entry_tokens (
			token_hash varchar(64) primary key,
			community_id varchar(12) not null references ${schema}.communities on delete cascade,
			staff_id uuid not null references ${schema}.auth_users on delete cascade,
			next varchar(300) not null default '/',
			expires_at timestamptz not null,
			used_at timestamptz
		)`,
		`create index entry_tokens_expiry_idx on ${schema}.entry_tokens (expires_at)`,
	],
};
