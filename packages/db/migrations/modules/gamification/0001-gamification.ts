import type { Migration } from '../../../src/migration.ts';

/**
 * Points for what members do. `deeds` holds what was done as it stands now, one row per thing and doer, whatever order it
 * was heard of in; who did it is null when they asked to be forgotten. Rules make points of deeds, and `point_entries`
 * is the ledger of them: rows are only added, and what a rule gives for one deed is the sum of its rows.
 */
export const gamification: Migration = {
	version: 1,
	name: 'gamification',
	breaking: false,
	up: (schema) => [
		`create table ${schema}.deeds (
			id uuid primary key,
			kind varchar(20) not null,
			subject_id uuid not null,
			member_id uuid references ${schema}.members on delete set null,
			other_id uuid references ${schema}.members on delete set null,
			space_id uuid,
			post_id uuid,
			at timestamptz not null,
			facts jsonb not null default '{}',
			is_undone boolean not null default false,
			unique (kind, subject_id, member_id)
		)`,
		`create index deeds_doer_idx on ${schema}.deeds (member_id, kind, at, id)`,
		`create index deeds_other_idx on ${schema}.deeds (other_id, kind, at, id) where other_id is not null`,
		`create index deeds_post_idx on ${schema}.deeds (post_id) where post_id is not null`,
		`create index deeds_time_idx on ${schema}.deeds (at, id)`,
		`create table ${schema}.point_rules (
			id uuid primary key,
			name varchar(80) not null,
			draft jsonb,
			position integer not null,
			created_at timestamptz not null,
			updated_at timestamptz not null,
			archived_at timestamptz,
			version integer not null default 1
		)`,
		`create table ${schema}.point_rule_versions (
			rule_id uuid not null references ${schema}.point_rules on delete cascade,
			number integer not null,
			definition jsonb not null,
			counts_from timestamptz not null,
			counts_until timestamptz,
			published_at timestamptz not null,
			primary key (rule_id, number)
		)`,
		`create table ${schema}.point_entries (
			id uuid primary key,
			member_id uuid not null references ${schema}.members on delete cascade,
			kind varchar(8) not null check (kind in ('rule', 'reversal', 'manual')),
			rule_id uuid references ${schema}.point_rules,
			deed_id uuid references ${schema}.deeds on delete cascade,
			space_id uuid,
			number integer not null,
			points integer not null check (points <> 0),
			at timestamptz not null,
			noted_at timestamptz not null,
			reason varchar(300) not null default '',
			check ((kind = 'manual') = (rule_id is null)),
			check ((rule_id is null) = (deed_id is null)),
			unique (member_id, rule_id, deed_id, number)
		)`,
		`create index point_entries_rule_idx on ${schema}.point_entries (rule_id, noted_at)`,
		`create index point_entries_log_idx on ${schema}.point_entries (member_id, noted_at desc, id desc)`,
		`create table ${schema}.badges (
			id uuid primary key,
			name varchar(60) not null,
			description varchar(300) not null,
			icon varchar(16) not null,
			tone varchar(10) not null,
			most_given integer check (most_given > 0),
			lasts_days integer check (lasts_days > 0),
			position integer not null,
			created_at timestamptz not null,
			archived_at timestamptz,
			version integer not null default 1
		)`,
		`create table ${schema}.badge_grants (
			id uuid primary key,
			badge_id uuid not null references ${schema}.badges,
			member_id uuid not null references ${schema}.members on delete cascade,
			rule_id uuid references ${schema}.point_rules,
			reason varchar(300) not null default '',
			given_at timestamptz not null,
			expires_at timestamptz,
			revoked_at timestamptz,
			revoke_reason varchar(300) not null default ''
		)`,
		`create unique index badge_grants_held_idx on ${schema}.badge_grants (badge_id, member_id) where revoked_at is null`,
		`create index badge_grants_member_idx on ${schema}.badge_grants (member_id, given_at desc)`,
		`create table ${schema}.scores (
			member_id uuid primary key references ${schema}.members on delete cascade,
			points integer not null default 0,
			level_seen integer not null default 0,
			is_off_boards boolean not null default false
		)`,
		`create index scores_board_idx on ${schema}.scores (points desc, member_id)`,
		`create table ${schema}.score_days (
			day date not null,
			member_id uuid not null references ${schema}.members on delete cascade,
			space_id uuid not null,
			points integer not null,
			primary key (day, member_id, space_id)
		)`,
		`create index score_days_member_idx on ${schema}.score_days (member_id)`,
	],
	rights: (schema, role) => [`revoke update on ${schema}.point_entries from ${role}`],
};
