import type { Migration } from '../../../src/migration.ts';

/**
 * Who brings others, whom they brought, and what they have of it. A commission belongs to one payment; what was given back
 * of that is `reversed`, what its affiliate was paid is `paid`, which is the sum of its lines in payouts that stand.
 */
export const affiliates: Migration = {
	version: 5,
	name: 'affiliates',
	breaking: false,
	up: (schema) => [
		`create table ${schema}.affiliates (
			id uuid primary key,
			member_id uuid unique references ${schema}.members on delete set null,
			code varchar(40) not null unique check (code ~ '^[a-z0-9][a-z0-9-]*$'),
			status varchar(9) not null
				check (status in ('requested', 'active', 'paused', 'refused', 'left', 'merged')),
			into_id uuid,
			reason varchar(300) not null default '',
			created_at timestamptz not null,
			version integer not null default 1,
			check ((status = 'merged') = (into_id is not null))
		)`,
		`create table ${schema}.affiliate_days (
			affiliate_id uuid not null references ${schema}.affiliates,
			day date not null,
			clicks integer not null check (clicks > 0),
			primary key (affiliate_id, day)
		)`,
		`create table ${schema}.referrals (
			member_id uuid primary key references ${schema}.members on delete cascade,
			affiliate_id uuid not null references ${schema}.affiliates,
			via varchar(4) not null check (via in ('join', 'sale')),
			clicked_at timestamptz not null,
			at timestamptz not null,
			basis_points integer not null check (basis_points between 1 and 10000),
			months smallint check (months between 1 and 120),
			first_paid_at timestamptz,
			status varchar(7) not null check (status in ('open', 'held', 'refused')),
			reason varchar(10) not null default ''
				check (reason in ('', 'velocity', 'same_email', 'same_card', 'merged')),
			mark varchar(64)
		)`,
		`create index referrals_affiliate_idx on ${schema}.referrals (affiliate_id, at desc, member_id desc)`,
		`create table ${schema}.commissions (
			id uuid primary key,
			affiliate_id uuid not null references ${schema}.affiliates,
			member_id uuid references ${schema}.members on delete set null,
			membership_id uuid references ${schema}.memberships on delete set null,
			payment_id varchar(255) unique,
			at timestamptz not null,
			payable_at timestamptz not null,
			currency varchar(3) not null check (currency ~ '^[a-z]{3}$'),
			base integer not null check (base > 0),
			basis_points integer not null check (basis_points between 1 and 10000),
			amount integer not null check (amount between 1 and base),
			reversed integer not null default 0 check (reversed between 0 and amount),
			paid integer not null default 0 check (paid between 0 and amount),
			state varchar(7) not null check (state in ('earned', 'held', 'refused')),
			reason varchar(10) not null default '' check (reason in
				('', 'velocity', 'same_email', 'same_card', 'merged', 'paused', 'cancelled', 'staff')),
			note varchar(300) not null default '',
			check (state <> 'refused' or paid = 0)
		)`,
		`create index commissions_affiliate_idx on ${schema}.commissions (affiliate_id, at desc, id desc)`,
		`create index commissions_held_idx on ${schema}.commissions (at desc, id desc) where state = 'held'`,
		`create index commissions_member_idx on ${schema}.commissions (member_id)`,
		`create table ${schema}.affiliate_payouts (
			id uuid primary key,
			at timestamptz not null,
			currency varchar(3) not null check (currency ~ '^[a-z]{3}$'),
			amount bigint not null check (amount > 0),
			affiliates integer not null check (affiliates > 0),
			note varchar(300) not null default '',
			undone_at timestamptz,
			undone_why varchar(300) not null default ''
		)`,
		`create table ${schema}.affiliate_payout_lines (
			payout_id uuid not null references ${schema}.affiliate_payouts,
			commission_id uuid not null references ${schema}.commissions,
			amount integer not null check (amount <> 0),
			primary key (payout_id, commission_id)
		)`,
	],
};
