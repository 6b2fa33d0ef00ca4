import type { Migration } from '../../src/migration.ts';

/** Append-only streams of one cluster: the community id comes first, partitions follow time. */
export const outbox: Migration = {
	version: 1,
	name: 'outbox',
	breaking: false,
	up: (schema) => [
		`create table ${schema}.outbox (
			community_id varchar(12) not null,
			id uuid not null,
			type varchar(60) not null,
			payload jsonb not null,
			actor jsonb not null,
			occurred_at timestamptz not null,
			relayed_at timestamptz,
			primary key (community_id, occurred_at, id)
		) partition by range (occurred_at)`,
		`create table ${schema}.outbox_default partition of ${schema}.outbox default`,
		`create index outbox_unrelayed_idx on ${schema}.outbox (occurred_at, id) where relayed_at is null`,
		`create table ${schema}.handled_events (
			consumer varchar(80) not null,
			event_id uuid not null,
			handled_at timestamptz not null default now(),
			primary key (consumer, event_id)
		)`,
		`create index handled_events_age_idx on ${schema}.handled_events (handled_at)`,
		`create unlogged table ${schema}.rate_limits (
			key varchar(255) primary key,
			points integer not null default 0,
			expire bigint
		)`,
	],
};
