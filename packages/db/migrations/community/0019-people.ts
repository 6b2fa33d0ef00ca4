import type { Migration } from '../../src/migration.ts';

export const people: Migration = {
	version: 19,
	name: 'people',
	breaking: false,
	up: (schema) => [
		`alter table ${schema}.members
			add column fields jsonb not null default '{}',
			add column field_keys text[] not null default '{}',
			add column active_on date not null default '2000-01-01',
			add column saved_searches jsonb not null default '[]',
			add column dismissed_ids uuid[] not null default '{}'`,
		`update ${schema}.members set active_on = (last_seen_at at time zone 'UTC')::date
			where last_seen_at is not null`,
	],
};
