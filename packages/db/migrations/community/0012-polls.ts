import type { Migration } from '../../src/migration.ts';

export const polls: Migration = {
	version: 12,
	name: 'polls',
	breaking: false,
	up: (schema) => [
		`alter table ${schema}.posts add column has_poll boolean not null default false`,
		`create table ${schema}.polls (
			post_id uuid primary key references ${schema}.posts on delete cascade,
			method varchar(8) not null check (method in ('single', 'multiple', 'ranked')),
			choices jsonb not null,
			max_choices smallint not null,
			is_anonymous boolean not null,
			results varchar(10) not null check (results in ('always', 'after_vote', 'after_end')),
			ends_at timestamptz,
			closed_at timestamptz,
			voter_count integer not null default 0,
			tally jsonb not null
		)`,
		`create table ${schema}.ballots (
			post_id uuid not null references ${schema}.polls on delete cascade,
			voter varchar(64) not null,
			member_id uuid references ${schema}.members on delete cascade,
			choices jsonb not null,
			primary key (post_id, voter)
		)`,
		`create index ballots_member_idx on ${schema}.ballots (member_id) where member_id is not null`,
		`update ${schema}.roles set permissions = permissions || '{"polls:vote": "allow"}'
			where key in ('member', 'moderator', 'admin')`,
	],
};
