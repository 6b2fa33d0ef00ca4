import type { Migration } from '../../src/migration.ts';

const GIVEN = {
	member: ['tags:create'],
	moderator: ['tags:create', 'tags:restricted'],
	admin: ['tags:create', 'tags:restricted', 'tags:manage'],
} as const;

/** Roles that exist already learn the new permissions; what somebody decided about one of them stays. */
const give = (schema: string) =>
	Object.entries(GIVEN).map(([role, permissions]) => {
		const allowed = JSON.stringify(Object.fromEntries(permissions.map((one) => [one, 'allow'])));
		return `update ${schema}.roles set permissions = '${allowed}'::jsonb || permissions, version = version + 1
			where key = '${role}'`;
	});

export const tags: Migration = {
	version: 6,
	name: 'tags',
	breaking: false,
	up: (schema) => [
		`create table ${schema}.tag_groups (
			id uuid primary key,
			name varchar(60) not null,
			position integer not null,
			only_one boolean not null default false,
			required_space_ids uuid[] not null default '{}'
		)`,
		`create table ${schema}.tags (
			id uuid primary key,
			group_id uuid references ${schema}.tag_groups on delete set null,
			name varchar(40) not null,
			slug varchar(80) not null,
			description varchar(300) not null default '',
			is_restricted boolean not null default false,
			role_ids uuid[] not null default '{}',
			created_at timestamptz not null,
			version integer not null default 1
		)`,
		`create table ${schema}.tag_names (
			slug varchar(80) primary key,
			tag_id uuid not null references ${schema}.tags on delete cascade,
			name varchar(40) not null,
			kind varchar(8) not null check (kind in ('main', 'synonym', 'former'))
		)`,
		`create index tag_names_tag_idx on ${schema}.tag_names (tag_id)`,
		`create table ${schema}.post_tags (
			post_id uuid not null references ${schema}.posts on delete cascade,
			tag_id uuid not null references ${schema}.tags on delete cascade,
			space_id uuid,
			shown_at timestamptz,
			primary key (post_id, tag_id)
		)`,
		`create index post_tags_tag_idx on ${schema}.post_tags (tag_id, shown_at desc, post_id desc)`,
		`create table ${schema}.tag_uses (
			tag_id uuid not null references ${schema}.tags on delete cascade,
			space_id uuid not null references ${schema}.spaces on delete cascade,
			post_count integer not null,
			primary key (tag_id, space_id)
		)`,
		`create table ${schema}.tag_follows (
			member_id uuid not null references ${schema}.members on delete cascade,
			tag_id uuid not null references ${schema}.tags on delete cascade,
			created_at timestamptz not null,
			primary key (member_id, tag_id)
		)`,
		`create index tag_follows_tag_idx on ${schema}.tag_follows (tag_id)`,
		`alter table ${schema}.members add column recent_searches varchar(200)[] not null default '{}'`,
		...give(schema),
	],
};
