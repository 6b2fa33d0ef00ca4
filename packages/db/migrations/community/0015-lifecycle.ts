import type { Migration } from '../../src/migration.ts';

export const lifecycle: Migration = {
	version: 15,
	name: 'lifecycle',
	breaking: false,
	up: (schema) => [
		`alter table ${schema}.posts
			add column pinned_until timestamptz,
			add column featured_at timestamptz,
			add column locked_at timestamptz,
			add column lock_reason varchar(300) not null default '',
			add column idle_days smallint check (idle_days between 0 and 3650),
			add column content_warning varchar(200) not null default '',
			add column co_author_ids uuid[] not null default '{}',
			add column invited_author_ids uuid[] not null default '{}'`,
		`create table ${schema}.history (
			id uuid primary key,
			subject_id uuid not null,
			subject_kind varchar(8) not null check (subject_kind in ('post', 'comment')),
			action varchar(20) not null,
			number integer,
			actor_id uuid,
			why varchar(300) not null default '',
			title varchar(200) not null default '',
			body jsonb,
			details jsonb not null default '{}',
			hidden_at timestamptz,
			hidden_by uuid,
			hidden_why varchar(300) not null default '',
			created_at timestamptz not null
		)`,
		`create index history_subject_idx on ${schema}.history (subject_id, created_at desc, id desc)`,
		`create table ${schema}.submissions (
			id uuid primary key,
			kind varchar(8) not null check (kind in ('post', 'comment')),
			state varchar(10) not null check (state in ('waiting', 'rejected', 'scheduled', 'published')),
			author_id uuid not null references ${schema}.members on delete cascade,
			space_id uuid not null references ${schema}.spaces on delete cascade,
			post_id uuid references ${schema}.posts on delete cascade,
			title varchar(200) not null default '',
			body jsonb not null,
			extras jsonb not null default '{}',
			publish_at timestamptz,
			time_zone varchar(60),
			reason varchar(500) not null default '',
			decided_by uuid,
			decided_at timestamptz,
			sent_at timestamptz not null,
			version integer not null default 1
		)`,
		`create index submissions_queue_idx on ${schema}.submissions (sent_at, id) where state = 'waiting'`,
		`create index submissions_author_idx on ${schema}.submissions (author_id, sent_at desc, id desc)`,
		`create index submissions_post_idx on ${schema}.submissions (post_id) where post_id is not null`,
		`create table ${schema}.post_placements (
			post_id uuid not null references ${schema}.posts on delete cascade,
			space_id uuid not null references ${schema}.spaces on delete cascade,
			posted_at timestamptz not null,
			placed_by uuid,
			placed_at timestamptz not null,
			primary key (post_id, space_id)
		)`,
		`create index post_placements_space_idx on ${schema}.post_placements (space_id, posted_at desc, post_id desc)`,
		`update ${schema}.roles set permissions = permissions || '{"posts:approve": "allow", "posts:feature": "allow"}'
			where key in ('admin', 'moderator')`,
	],
};
