import type { Migration } from '../../src/migration.ts';
import { authTables } from '../auth-tables.ts';

export const members: Migration = {
	version: 1,
	name: 'members',
	breaking: false,
	up: (schema) => [
		...authTables(schema),
		`create table ${schema}.settings (
			key varchar(40) primary key,
			value jsonb not null,
			version integer not null default 1,
			updated_at timestamptz not null default now()
		)`,
		`create table ${schema}.files (
			id uuid primary key,
			owner_id uuid,
			purpose varchar(10) not null check (purpose in ('post', 'avatar', 'brand')),
			space_id uuid,
			name varchar(200) not null,
			mime varchar(80) not null,
			bytes integer not null,
			width integer not null,
			height integer not null,
			storage_key varchar(200) not null,
			attached_at timestamptz,
			created_at timestamptz not null default now()
		)`,
		`create index files_owner_idx on ${schema}.files (owner_id, created_at)`,
		`create index files_unattached_idx on ${schema}.files (created_at) where attached_at is null`,
		`create table ${schema}.members (
			id uuid primary key,
			user_id uuid unique references ${schema}.auth_users on delete set null,
			handle varchar(32) not null unique check (handle ~ '^[a-z0-9](?:[a-z0-9_-]{0,30}[a-z0-9])?$'),
			name varchar(80) not null,
			bio varchar(500) not null default '',
			avatar_file_id uuid references ${schema}.files on delete set null,
			status varchar(12) not null check (status in ('active', 'pending', 'suspended', 'removed')),
			locale varchar(16),
			time_zone varchar(60),
			joined_at timestamptz not null default now(),
			last_seen_at timestamptz,
			removed_at timestamptz,
			version integer not null default 1
		)`,
		`create index members_listing_idx on ${schema}.members (status, joined_at desc, id desc)`,
		`create index members_search_idx on ${schema}.members using gin ((lower(name) || ' ' || handle) ext.gin_trgm_ops)`,
		`create table ${schema}.roles (
			id uuid primary key,
			key varchar(40) not null unique,
			name varchar(60) not null,
			color varchar(7),
			rank integer not null,
			permissions jsonb not null default '{}',
			version integer not null default 1
		)`,
		`create table ${schema}.member_roles (
			member_id uuid not null references ${schema}.members on delete cascade,
			role_id uuid not null references ${schema}.roles on delete cascade,
			granted_at timestamptz not null default now(),
			primary key (member_id, role_id)
		)`,
		`create index member_roles_role_idx on ${schema}.member_roles (role_id)`,
		`create table ${schema}.invitations (
			id uuid primary key,
			email varchar(254),
			token_hash varchar(64) not null unique,
			role_id uuid not null references ${schema}.roles on delete cascade,
			invited_by uuid references ${schema}.members on delete set null,
			uses integer not null default 0,
			max_uses integer not null default 1,
			created_at timestamptz not null default now(),
			expires_at timestamptz not null,
			revoked_at timestamptz
		)`,
		`create unique index invitations_open_email_idx on ${schema}.invitations (email) where revoked_at is null and uses = 0 and email is not null`,
	],
};
