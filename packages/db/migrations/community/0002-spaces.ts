import type { Migration } from '../../src/migration.ts';

export const spaces: Migration = {
	version: 2,
	name: 'spaces',
	breaking: false,
	up: (schema) => [
		`create table ${schema}.space_groups (
			id uuid primary key,
			name varchar(60) not null,
			position integer not null
		)`,
		`create table ${schema}.spaces (
			id uuid primary key,
			group_id uuid references ${schema}.space_groups on delete set null,
			slug varchar(60) not null unique,
			name varchar(80) not null,
			icon varchar(16) not null default '',
			description varchar(500) not null default '',
			prompt varchar(300) not null default '',
			visibility varchar(8) not null check (visibility in ('public', 'members', 'private')),
			posting varchar(8) not null check (posting in ('everyone', 'staff')),
			modules varchar(20)[] not null default '{feed}',
			position integer not null,
			post_count integer not null default 0,
			last_activity_at timestamptz,
			archived_at timestamptz,
			created_at timestamptz not null default now(),
			version integer not null default 1
		)`,
		`create table ${schema}.space_members (
			space_id uuid not null references ${schema}.spaces on delete cascade,
			member_id uuid not null references ${schema}.members on delete cascade,
			joined_at timestamptz not null default now(),
			primary key (space_id, member_id)
		)`,
		`create index space_members_member_idx on ${schema}.space_members (member_id)`,
		`create table ${schema}.space_visits (
			member_id uuid not null references ${schema}.members on delete cascade,
			space_id uuid not null references ${schema}.spaces on delete cascade,
			seen_at timestamptz not null,
			primary key (member_id, space_id)
		)`,
		`alter table ${schema}.files add constraint files_space_fkey foreign key (space_id) references ${schema}.spaces on delete set null`,
	],
};
