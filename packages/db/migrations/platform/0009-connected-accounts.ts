import type { Migration } from '../../src/migration.ts';

/** Which account at Stripe a community is paid on, one at a time, and what Stripe said of it last. */
export const connectedAccounts: Migration = {
	version: 9,
	name: 'connected-accounts',
	breaking: false,
	up: (schema) => [
		`create table ${schema}.connected_accounts (
			id uuid primary key,
			community_id varchar(12) not null references ${schema}.communities on delete cascade,
			account_id varchar(64) unique,
			is_live boolean not null,
			country varchar(2) not null,
			business_name varchar(80) not null,
			currency varchar(3),
			status varchar(12) not null default 'onboarding'
				check (status in ('onboarding', 'checking', 'due', 'restricted', 'rejected', 'active')),
			charges_enabled boolean not null default false,
			payouts_enabled boolean not null default false,
			details_submitted boolean not null default false,
			requirements jsonb not null default '{}',
			asked bigint not null default 0,
			heard bigint not null default 0,
			read_at timestamptz,
			connected_at timestamptz not null,
			connected_by uuid references ${schema}.auth_users on delete set null,
			disconnected_at timestamptz,
			disconnected_by uuid references ${schema}.auth_users on delete set null,
			lost_at timestamptz,
			ended_at timestamptz
		)`,
		`create unique index connected_accounts_one_idx on ${schema}.connected_accounts (community_id)
			where disconnected_at is null`,
		`create index connected_accounts_community_idx on ${schema}.connected_accounts (community_id, connected_at desc)`,
		`create index connected_accounts_connecter_idx on ${schema}.connected_accounts (connected_by)`,
		`create index connected_accounts_disconnecter_idx on ${schema}.connected_accounts (disconnected_by)`,
	],
};
