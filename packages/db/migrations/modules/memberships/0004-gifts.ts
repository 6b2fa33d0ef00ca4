import type { Migration } from '../../../src/migration.ts';

/**
 * Months of a tier that somebody pays for and another has. What its code is stands here only as a hash, and sealed for
 * the mail and the card. What is paid for it stands in the ledger under its name, because there is no membership yet.
 */
export const gifts: Migration = {
	version: 4,
	name: 'gifts',
	breaking: false,
	up: (schema) => [
		`alter table ${schema}.prices drop constraint prices_kind_check`,
		`alter table ${schema}.prices add constraint prices_kind_check
			check (kind in ('recurring', 'lifetime', 'pass', 'instalments', 'open', 'gift'))`,
		`alter table ${schema}.prices add column months smallint check (months between 1 and 12)`,
		`create table ${schema}.gifts (
			id uuid primary key,
			tier_id uuid not null references ${schema}.tiers,
			price_id uuid not null references ${schema}.prices,
			months smallint not null check (months between 1 and 12),
			status varchar(8) not null
				check (status in ('pending', 'paid', 'redeemed', 'revoked', 'refunded')),
			buyer_id uuid references ${schema}.members on delete set null,
			sender varchar(80) not null,
			email varchar(254),
			message varchar(500) not null,
			code_hash varchar(64) not null unique,
			sealed_code varchar(255) not null,
			send_at timestamptz,
			sent_at timestamptz,
			paid_at timestamptz,
			expires_at timestamptz,
			redeemed_at timestamptz,
			redeemed_by uuid references ${schema}.members on delete set null,
			membership_id uuid references ${schema}.memberships on delete set null,
			starts_at timestamptz,
			ends_at timestamptz,
			data jsonb not null default '{}',
			created_at timestamptz not null
		)`,
		`create index gifts_newest_idx on ${schema}.gifts (created_at desc, id desc)`,
		`create index gifts_buyer_idx on ${schema}.gifts (buyer_id, created_at desc)`,
		`create index gifts_redeemer_idx on ${schema}.gifts (redeemed_by)`,
		`create index gifts_membership_idx on ${schema}.gifts (membership_id)`,
		`create index gifts_tier_idx on ${schema}.gifts (tier_id)`,
		`create index gifts_price_idx on ${schema}.gifts (price_id)`,
		`alter table ${schema}.ledger add column gift_id uuid references ${schema}.gifts on delete set null`,
		`create index ledger_gift_idx on ${schema}.ledger (gift_id) where gift_id is not null`,
	],
};
