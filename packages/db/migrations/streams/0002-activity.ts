import type { Migration } from '../../src/migration.ts';

/**
 * What people did, one row per fact that is counted. `written_in` is the transaction that wrote the row: whoever counts on
 * from one, up to the oldest still under way, misses nothing and counts nothing twice.
 */
export const activity: Migration = {
	version: 2,
	name: 'activity',
	breaking: false,
	up: (schema) => [
		`create table ${schema}.activity (
			community_id varchar(12) not null,
			at timestamptz not null,
			id uuid not null,
			written_in xid8 not null default pg_current_xact_id(),
			kind varchar(12) not null,
			source varchar(6) not null check (source in ('member', 'staff', 'bot', 'api', 'import')),
			has_consent boolean not null,
			member_id uuid,
			session varchar(16),
			space_id uuid,
			target_id uuid,
			target_member_id uuid,
			details jsonb not null default '{}',
			primary key (community_id, at, id)
		) partition by range (at)`,
		`create table ${schema}.activity_default partition of ${schema}.activity default`,
		`create index activity_written_idx on ${schema}.activity (community_id, written_in, id)`,
	],
};
