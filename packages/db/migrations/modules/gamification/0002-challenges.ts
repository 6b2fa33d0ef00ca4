import type { Migration } from '../../../src/migration.ts';

/**
 * Challenges, and who takes part in them: each party is a team, or one member alone. What a party has reached of the steps
 * is worked out from deeds and evidence; `kept` is what members did who asked to be forgotten, as times without names.
 * What a challenge gives stands in the books of points and badges, by its id.
 */
export const challenges: Migration = {
	version: 2,
	name: 'challenges',
	breaking: false,
	up: (schema) => [
		`create table ${schema}.challenges (
			id uuid primary key,
			title varchar(80) not null,
			words varchar(2000) not null,
			icon varchar(16) not null,
			status varchar(9) not null check (status in ('draft', 'published', 'archived')),
			starts_at timestamptz not null,
			ends_at timestamptz not null,
			team_least smallint not null check (team_least >= 1),
			team_most smallint not null check (team_most >= team_least),
			places integer check (places > 0),
			steps jsonb not null,
			points integer not null check (points >= 0),
			badge_id uuid references ${schema}.badges,
			created_at timestamptz not null,
			version integer not null default 1,
			check (ends_at > starts_at)
		)`,
		`create index challenges_time_idx on ${schema}.challenges (ends_at desc, id)`,
		`create table ${schema}.challenge_parties (
			id uuid primary key,
			challenge_id uuid not null references ${schema}.challenges on delete cascade,
			name varchar(60) not null,
			code varchar(12) unique,
			is_open boolean not null,
			progress jsonb not null default '{}',
			kept jsonb not null default '{}',
			done_at timestamptz,
			created_at timestamptz not null
		)`,
		`create index challenge_parties_idx on ${schema}.challenge_parties (challenge_id, created_at)`,
		`create table ${schema}.challenge_members (
			challenge_id uuid not null references ${schema}.challenges on delete cascade,
			member_id uuid not null references ${schema}.members on delete cascade,
			party_id uuid not null references ${schema}.challenge_parties on delete cascade,
			joined_at timestamptz not null,
			steps_seen smallint not null default 0,
			primary key (challenge_id, member_id)
		)`,
		`create index challenge_members_member_idx on ${schema}.challenge_members (member_id)`,
		`create index challenge_members_party_idx on ${schema}.challenge_members (party_id)`,
		`create table ${schema}.challenge_evidence (
			id uuid primary key,
			party_id uuid not null references ${schema}.challenge_parties on delete cascade,
			step_id uuid not null,
			member_id uuid references ${schema}.members on delete set null,
			body varchar(2000) not null,
			url varchar(500) not null,
			sent_at timestamptz not null,
			state varchar(8) not null check (state in ('waiting', 'accepted', 'returned')),
			decided_by uuid references ${schema}.members on delete set null,
			decided_at timestamptz,
			answer varchar(500) not null default '',
			check ((state = 'waiting') = (decided_at is null))
		)`,
		`create unique index challenge_evidence_open_idx on ${schema}.challenge_evidence (party_id, step_id)
			where state <> 'returned'`,
		`create index challenge_evidence_queue_idx on ${schema}.challenge_evidence (sent_at, id)
			where state = 'waiting'`,
		`create index challenge_evidence_member_idx on ${schema}.challenge_evidence (member_id)`,
		`alter table ${schema}.point_entries add column challenge_id uuid`,
		`alter table ${schema}.point_entries drop constraint point_entries_kind_check`,
		`alter table ${schema}.point_entries drop constraint point_entries_check`,
		`alter table ${schema}.point_entries add constraint point_entries_kind_check
			check (kind in ('rule', 'reversal', 'manual', 'reward'))`,
		`alter table ${schema}.point_entries add constraint point_entries_source_check check (
			(kind = 'manual') = (rule_id is null and challenge_id is null)
			and (rule_id is null or challenge_id is null)
			and (kind <> 'reward' or challenge_id is not null)
			and (kind <> 'rule' or rule_id is not null))`,
		`create unique index point_entries_challenge_idx on ${schema}.point_entries
			(member_id, challenge_id, number) where challenge_id is not null`,
		`alter table ${schema}.badge_grants add column challenge_id uuid`,
		`create index badge_grants_challenge_idx on ${schema}.badge_grants (member_id, challenge_id)
			where challenge_id is not null`,
	],
};
