import type { Migration } from '../../src/migration.ts';

/** What became of each mail, and addresses that get none; addresses themselves are not here, only keyed hashes. */
export const mails: Migration = {
	version: 7,
	name: 'mails',
	breaking: false,
	up: (schema) => [
		`create table ${schema}.mails (
			id uuid primary key,
			key varchar(256) not null unique,
			scope varchar(12) not null,
			kind varchar(40) not null,
			request_id uuid not null,
			requested_at timestamptz not null,
			in_batch boolean not null,
			is_trial boolean not null,
			vendor_id varchar(64),
			state varchar(10) not null
				check (state in ('waiting', 'withheld', 'sent', 'delayed', 'delivered', 'opened', 'failed', 'suppressed', 'bounced', 'complained')),
			state_at timestamptz not null,
			created_at timestamptz not null
		)`,
		`create index mails_created_idx on ${schema}.mails (created_at)`,
		`create table ${schema}.mail_troubles (
			scope varchar(12) not null,
			address_hash varchar(64) not null,
			bounced_at timestamptz,
			complained_at timestamptz,
			proved_at timestamptz,
			lifted_at timestamptz,
			tried_at timestamptz,
			primary key (scope, address_hash)
		)`,
	],
};
