import type { Migration } from '../../../src/migration.ts';

/**
 * What a community sells its members, for how much, and who has it. Amounts are whole numbers of a currency's smallest
 * unit; what Stripe calls a thing stands beside it once Stripe knows it.
 */
export const memberships: Migration = {
	version: 1,
	name: 'memberships',
	breaking: false,
	up: (schema) => [
		`create table ${schema}.tiers (
			id uuid primary key,
			name varchar(60) not null,
			slug varchar(60) not null unique,
			description varchar(600) not null default '',
			benefits jsonb not null default '[]',
			entitlements jsonb not null default '[]',
			status varchar(9) not null check (status in ('draft', 'published', 'archived')),
			visibility varchar(6) not null check (visibility in ('public', 'hidden')),
			position integer not null,
			trial_days smallint not null default 0 check (trial_days between 0 and 365),
			external_id varchar(255) unique,
			created_at timestamptz not null,
			updated_at timestamptz not null,
			version integer not null default 1
		)`,
		`create table ${schema}.prices (
			id uuid primary key,
			tier_id uuid not null references ${schema}.tiers,
			kind varchar(11) not null
				check (kind in ('recurring', 'lifetime', 'pass', 'instalments', 'open')),
			every varchar(5) check (every in ('month', 'year')),
			days smallint check (days between 1 and 1830),
			payments smallint check (payments between 2 and 60),
			currency varchar(3) not null check (currency ~ '^[a-z]{3}$'),
			amount integer not null check (amount >= 0),
			least_amount integer check (least_amount >= 0),
			other_currencies jsonb not null default '[]',
			status varchar(8) not null check (status in ('active', 'archived')),
			external_id varchar(255) unique,
			created_at timestamptz not null,
			archived_at timestamptz
		)`,
		`create index prices_tier_idx on ${schema}.prices (tier_id, created_at)`,
		`create table ${schema}.memberships (
			id uuid primary key,
			member_id uuid not null references ${schema}.members on delete cascade,
			tier_id uuid not null references ${schema}.tiers,
			price_id uuid references ${schema}.prices,
			source varchar(13) not null
				check (source in ('purchase', 'complimentary', 'gift', 'seat')),
			status varchar(9) not null
				check (status in ('pending', 'trialing', 'active', 'past_due', 'paused', 'suspended', 'canceled')),
			starts_at timestamptz not null,
			ends_at timestamptz,
			cancel_at timestamptz,
			current_period_end timestamptz,
			trial_end timestamptz,
			ended_at timestamptz,
			external_subscription_id varchar(255) unique,
			external_customer_id varchar(255),
			data jsonb not null default '{}',
			created_at timestamptz not null,
			updated_at timestamptz not null,
			version integer not null default 1
		)`,
		`create unique index memberships_open_idx on ${schema}.memberships (member_id, tier_id, source)
			where status <> 'canceled'`,
		`create index memberships_member_idx on ${schema}.memberships (member_id, created_at desc)`,
		`create index memberships_tier_idx on ${schema}.memberships (tier_id, created_at desc)`,
		`create index memberships_newest_idx on ${schema}.memberships (created_at desc, id desc)`,
		`create index memberships_ending_idx on ${schema}.memberships (ends_at)
			where ends_at is not null and status <> 'canceled'`,
		`create index memberships_price_idx on ${schema}.memberships (price_id)
			where price_id is not null`,
		`create index memberships_customer_idx on ${schema}.memberships (external_customer_id)
			where external_customer_id is not null`,
	],
};
