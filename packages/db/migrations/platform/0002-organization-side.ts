import type { Migration } from '../../src/migration.ts';

/** Staff are invited, and what they do with their organization is written down, chained as in a community. */
export const organizationSide: Migration = {
	version: 2,
	name: 'organization-side',
	breaking: false,
	up: (schema) => [
		`alter table ${schema}.organizations add column log_head jsonb`,
		`create table ${schema}.staff_invitations (
			id uuid primary key,
			organization_id uuid not null references ${schema}.organizations on delete cascade,
			email varchar(254) not null,
			role varchar(16) not null check (role in ('owner', 'admin', 'billing', 'analyst')),
			token_hash varchar(64) not null unique,
			invited_by uuid references ${schema}.auth_users on delete set null,
			created_at timestamptz not null,
			expires_at timestamptz not null,
			accepted_at timestamptz,
			revoked_at timestamptz
		)`,
		`create unique index staff_invitations_open_key on ${schema}.staff_invitations (organization_id, email)
			where accepted_at is null and revoked_at is null`,
		`create index staff_invitations_inviter_idx on ${schema}.staff_invitations (invited_by)`,
		`create table ${schema}.organization_entries (
			organization_id uuid not null references ${schema}.organizations on delete cascade,
			number integer not null,
			at timestamptz not null,
			action text not null,
			actor_kind varchar(10) not null,
			staff_id uuid,
			target_kind varchar(20) not null,
			target_id text not null,
			subject_id uuid,
			actor jsonb,
			actor_digest varchar(64) not null,
			details jsonb,
			details_digest varchar(64) not null,
			hash varchar(64) not null,
			primary key (organization_id, number)
		)`,
	],
	rights: (schema, role) => [
		`revoke update, delete, truncate on ${schema}.organization_entries from ${role}`,
		`grant update (actor, details) on ${schema}.organization_entries to ${role}`,
	],
};
