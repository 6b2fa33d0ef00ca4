import type { Migration } from '../../src/migration.ts';

/** What vendors tell by webhook, kept as it came until its time is over. */
export const inbox: Migration = {
	version: 6,
	name: 'inbox',
	breaking: false,
	up: (schema) => [
		`create table ${schema}.inbox (
			vendor varchar(20) not null,
			event_id varchar(255) not null,
			account varchar(255),
			type varchar(120) not null,
			body text not null,
			received_at timestamptz not null,
			handled_at timestamptz,
			attempts integer not null default 0,
			error varchar(500),
			primary key (vendor, event_id)
		)`,
		`create index inbox_received_idx on ${schema}.inbox (received_at)`,
		`create index inbox_waiting_idx on ${schema}.inbox (received_at) where handled_at is null`,
	],
};
