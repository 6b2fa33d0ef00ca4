import type { Migration } from '../../src/migration.ts';

const SETTINGS = ['general', 'access', 'approval', 'feed', 'guidelines', 'onboarding', 'storage'];

/** The right to all settings becomes a right to each of them. */
const perSetting = SETTINGS.map(
	(key) => `'settings:${key}', permissions -> 'community:settings'`,
).join(', ');

const KEEPER = JSON.stringify(
	Object.fromEntries(
		[
			...['spaces:read', 'spaces:manage', 'posts:publish', 'posts:moderate', 'posts:approve'],
			...['posts:feature', 'posts:announce', 'comments:publish', 'comments:moderate'],
			...['reactions:react', 'ideas:vote', 'ideas:manage', 'polls:vote'],
		].map((permission) => [permission, 'allow']),
	),
);

export const roles: Migration = {
	version: 27,
	name: 'roles',
	breaking: false,
	up: (schema) => [
		`alter table ${schema}.roles
			add column description varchar(200) not null default '',
			add column scope varchar(9) not null default 'community' check (scope in ('community', 'space')),
			add column requires_second_factor boolean not null default false`,
		`alter table ${schema}.spaces add column overrides jsonb not null default '{}'`,
		`alter table ${schema}.space_groups
			add column overrides jsonb not null default '{}',
			add column version integer not null default 1`,
		`alter table ${schema}.members add column overrides jsonb not null default '{}'`,
		`create table ${schema}.scoped_roles (
			member_id uuid not null references ${schema}.members on delete cascade,
			role_id uuid not null references ${schema}.roles on delete cascade,
			space_id uuid not null references ${schema}.spaces on delete cascade,
			granted_at timestamptz not null default now(),
			primary key (member_id, space_id, role_id)
		)`,
		`create index scoped_roles_space_idx on ${schema}.scoped_roles (space_id)`,
		`update ${schema}.roles
			set permissions = (permissions - 'community:settings') || jsonb_build_object(${perSetting})
			where permissions ? 'community:settings'`,
		// Only where roles are: a fresh schema is given all of them right after.
		`insert into ${schema}.roles (id, key, name, rank, permissions, scope)
			select gen_random_uuid(), 'space_admin', 'Space admin', 50, '${KEEPER}', 'space'
			from ${schema}.roles where key = 'owner'
			on conflict do nothing`,
	],
};
