import type { Migration } from '../../../src/migration.ts';

/** Sums of what people did, by the community's days; made from the facts in `streams.activity`, and to be made anew from them. */
export const analytics: Migration = {
	version: 1,
	name: 'analytics',
	breaking: false,
	up: (schema) => [
		`create table ${schema}.analytics_counts (
			day date not null,
			metric varchar(12) not null,
			source varchar(6) not null,
			dimension varchar(5) not null check (dimension in ('all', 'space', 'hour')),
			value varchar(36) not null,
			n integer not null,
			primary key (metric, dimension, day, source, value)
		)`,
		`create table ${schema}.analytics_days (
			day date not null,
			member_id uuid not null,
			is_staff boolean not null,
			visits integer not null,
			posts integer not null,
			comments integer not null,
			reactions integer not null,
			others integer not null,
			primary key (day, member_id)
		)`,
		`create table ${schema}.analytics_members (
			member_id uuid primary key,
			is_staff boolean not null,
			is_invited boolean not null,
			joined_on date,
			welcomed_on date,
			contributed_on date,
			paid_on date,
			touched_at timestamptz,
			origin varchar(100) not null,
			campaign varchar(60) not null,
			landing varchar(120) not null
		)`,
		`create index analytics_members_joined_idx on ${schema}.analytics_members (joined_on)`,
		`create table ${schema}.analytics_state (
			id boolean primary key default true check (id),
			after_xid xid8 not null,
			after_id uuid not null,
			time_zone varchar(64) not null,
			counts_from date,
			looked_at timestamptz not null,
			is_whole boolean not null
		)`,
	],
};
