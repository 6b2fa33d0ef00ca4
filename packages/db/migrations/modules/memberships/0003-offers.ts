import type { Migration } from '../../../src/migration.ts';

/**
 * What makes a tier cheaper, or free for a while, and who took it. A redemption without an offer is a tier's own trial;
 * `claimed` holds a place for who is about to pay, `refused` is an offer that did not keep somebody.
 */
export const offers: Migration = {
	version: 3,
	name: 'offers',
	breaking: false,
	up: (schema) => [
		`create table ${schema}.offers (
			id uuid primary key,
			name varchar(60) not null,
			purpose varchar(9) not null check (purpose in ('signup', 'retention')),
			code varchar(40) unique check (code ~ '^[A-Z0-9][A-Z0-9-]*$'),
			gives varchar(7) not null check (gives in ('percent', 'amount', 'trial')),
			percent smallint check (percent between 1 and 100),
			amount integer check (amount > 0),
			currency varchar(3) check (currency ~ '^[a-z]{3}$'),
			trial_days smallint check (trial_days between 1 and 365),
			lasts varchar(7) not null check (lasts in ('once', 'months', 'forever')),
			months smallint check (months between 1 and 36),
			tier_ids uuid[] not null default '{}',
			every varchar(5) check (every in ('month', 'year', 'once')),
			most_uses integer check (most_uses > 0),
			ends_at timestamptz,
			status varchar(8) not null check (status in ('active', 'archived')),
			external_id varchar(255) unique,
			created_at timestamptz not null,
			archived_at timestamptz,
			version integer not null default 1,
			check ((purpose = 'signup') = (code is not null)),
			check (purpose = 'signup' or gives <> 'trial'),
			check ((gives = 'percent') = (percent is not null)),
			check ((gives = 'amount') = (amount is not null and currency is not null)),
			check ((gives = 'trial') = (trial_days is not null)),
			check ((lasts = 'months') = (months is not null))
		)`,
		`create index offers_newest_idx on ${schema}.offers (created_at desc, id desc)`,
		`create table ${schema}.redemptions (
			id uuid primary key,
			offer_id uuid references ${schema}.offers,
			tier_id uuid not null references ${schema}.tiers,
			member_id uuid references ${schema}.members on delete set null,
			membership_id uuid references ${schema}.memberships on delete set null,
			trial_days smallint not null default 0 check (trial_days between 0 and 365),
			status varchar(7) not null check (status in ('claimed', 'used', 'refused')),
			attempt integer not null default 0,
			card varchar(64),
			at timestamptz not null
		)`,
		`create index redemptions_offer_idx on ${schema}.redemptions (offer_id, member_id)`,
		`create index redemptions_member_idx on ${schema}.redemptions (member_id, tier_id)`,
		`create index redemptions_membership_idx on ${schema}.redemptions (membership_id)`,
		`create index redemptions_card_idx on ${schema}.redemptions (tier_id, card)`,
	],
};
