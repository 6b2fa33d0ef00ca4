import type { Migration } from '../../src/migration.ts';

const SCORE = '2 * comment_count + reaction_count';

export const feeds: Migration = {
	version: 7,
	name: 'feeds',
	breaking: false,
	up: (schema) => [
		`create table ${schema}.relations (
			member_id uuid not null references ${schema}.members on delete cascade,
			target_id uuid not null references ${schema}.members on delete cascade,
			kind varchar(8) not null check (kind in ('follow', 'mute', 'block')),
			created_at timestamptz not null,
			primary key (member_id, kind, target_id),
			check (member_id <> target_id)
		)`,
		`create index relations_target_idx on ${schema}.relations (target_id, kind, created_at)`,
		`create table ${schema}.hidden_posts (
			member_id uuid not null references ${schema}.members on delete cascade,
			post_id uuid not null references ${schema}.posts on delete cascade,
			created_at timestamptz not null,
			primary key (member_id, post_id)
		)`,
		`create index hidden_posts_post_idx on ${schema}.hidden_posts (post_id)`,
		`alter table ${schema}.space_visits add column followed_at timestamptz`,
		`alter table ${schema}.members add column feed varchar(16)`,
		`create table ${schema}.post_scores (
			post_id uuid primary key references ${schema}.posts on delete cascade,
			space_id uuid not null,
			day date not null,
			score integer not null
		)`,
		`create index post_scores_day_idx on ${schema}.post_scores (day, score desc, post_id)`,
		`create index post_scores_best_idx on ${schema}.post_scores (score desc, post_id)`,
		`create index post_scores_space_day_idx on ${schema}.post_scores (space_id, day, score desc, post_id)`,
		`create index post_scores_space_best_idx on ${schema}.post_scores (space_id, score desc, post_id)`,
		`insert into ${schema}.post_scores (post_id, space_id, day, score)
			select id, space_id, (created_at at time zone 'UTC')::date, ${SCORE}
			from ${schema}.posts where status = 'published' and ${SCORE} > 0`,
		`create table ${schema}.bookmark_folders (
			id uuid primary key,
			member_id uuid not null references ${schema}.members on delete cascade,
			name varchar(60) not null,
			created_at timestamptz not null,
			unique (member_id, name)
		)`,
		`create table ${schema}.bookmarks (
			member_id uuid not null references ${schema}.members on delete cascade,
			post_id uuid not null references ${schema}.posts on delete cascade,
			folder_id uuid references ${schema}.bookmark_folders on delete set null,
			note varchar(500) not null default '',
			remind_at timestamptz,
			created_at timestamptz not null,
			primary key (member_id, post_id)
		)`,
		`create index bookmarks_list_idx on ${schema}.bookmarks (member_id, created_at desc, post_id desc)`,
		`create index bookmarks_folder_idx on ${schema}.bookmarks (folder_id, created_at desc, post_id desc) where folder_id is not null`,
		`create index bookmarks_due_idx on ${schema}.bookmarks (remind_at) where remind_at is not null`,
		`create index bookmarks_post_idx on ${schema}.bookmarks (post_id)`,
	],
};
