import type { Migration } from '../../src/migration.ts';

/** What organizations pay for, as Stripe said it last, how much they use, and what the nightly comparison found. */
export const plans: Migration = {
	version: 10,
	name: 'plans',
	breaking: false,
	up: (schema) => [
		`create table ${schema}.plan_subscriptions (
			organization_id uuid primary key references ${schema}.organizations on delete cascade,
			is_live boolean not null,
			customer_id varchar(64) unique,
			subscription_id varchar(64),
			schedule_id varchar(64),
			plan varchar(12) not null default 'free' check (plan in ('free', 'pro', 'business')),
			interval varchar(5) check (interval in ('month', 'year')),
			status varchar(20) not null default 'none',
			amount integer,
			period_end timestamptz,
			trial_end timestamptz,
			cancel_at timestamptz,
			next_plan varchar(12) check (next_plan in ('free', 'pro', 'business')),
			next_interval varchar(5) check (next_interval in ('month', 'year')),
			asked bigint not null default 0,
			heard bigint not null default 0,
			read_at timestamptz,
			created_at timestamptz not null
		)`,
		`create table ${schema}.plan_usage (
			organization_id uuid not null references ${schema}.organizations on delete cascade,
			meter varchar(10) not null,
			used bigint not null,
			counted_at timestamptz not null,
			warned_at_percent smallint not null default 0,
			over_since timestamptz,
			primary key (organization_id, meter)
		)`,
		`create table ${schema}.billing_reports (
			id uuid primary key,
			ran_at timestamptz not null,
			checked integer not null,
			drifts jsonb not null
		)`,
		`create index billing_reports_ran_idx on ${schema}.billing_reports (ran_at)`,
	],
};
