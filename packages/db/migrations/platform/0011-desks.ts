import type { Migration } from '../../src/migration.ts';

/** Which account opens the studio of a community as which of its members. */
export const desks: Migration = {
	version: 11,
	name: 'desks',
	breaking: false,
	up: (schema) => [
		`create table ${schema}.desks (
			community_id varchar(12) not null references ${schema}.communities on delete cascade,
			member_id uuid not null,
			staff_id uuid not null references ${schema}.auth_users on delete cascade,
			created_at timestamptz not null,
			primary key (community_id, member_id),
			unique (staff_id, community_id)
		)`,
		`create table ${schema}.desk_tokens (
			token_hash varchar(64) primary key,
			community_id varchar(12) not null references ${schema}.communities on delete cascade,
			member_id uuid not null,
			expires_at timestamptz not null,
			used_at timestamptz
		)`,
		`create index desk_tokens_expiry_idx on ${schema}.desk_tokens (expires_at)`,
	],
};
