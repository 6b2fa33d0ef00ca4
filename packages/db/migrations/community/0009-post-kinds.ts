import type { Migration } from '../../src/migration.ts';

const KINDS = "'discussion', 'question', 'idea', 'article', 'showcase', 'announcement'";

export const postKinds: Migration = {
	version: 9,
	name: 'post-kinds',
	breaking: false,
	up: (schema) => [
		`alter table ${schema}.posts drop constraint posts_kind_check`,
		`alter table ${schema}.posts add constraint posts_kind_check check (kind in (${KINDS}))`,
		`alter table ${schema}.posts add column state varchar(11)
			check (state in ('unsolved', 'solved', 'open', 'planned', 'in_progress', 'shipped', 'declined'))`,
		`alter table ${schema}.posts add column vote_count integer not null default 0`,
		`alter table ${schema}.posts add column answer_id uuid`,
		`alter table ${schema}.posts add column merged_into_id uuid references ${schema}.posts on delete set null`,
		`alter table ${schema}.posts add column kind_facts jsonb not null default '{}'`,
		`create table ${schema}.votes (
			post_id uuid not null references ${schema}.posts on delete cascade,
			member_id uuid not null references ${schema}.members on delete cascade,
			via_post_id uuid,
			created_at timestamptz not null,
			primary key (post_id, member_id)
		)`,
		`create index votes_member_idx on ${schema}.votes (member_id)`,
		`update ${schema}.roles set permissions = permissions || '{"ideas:vote": "allow"}'
			where key in ('member', 'moderator', 'admin')`,
		`update ${schema}.roles set permissions = permissions || '{"ideas:manage": "allow"}'
			where key in ('moderator', 'admin')`,
		`update ${schema}.roles set permissions = permissions || '{"posts:announce": "allow"}' where key = 'admin'`,
	],
};
