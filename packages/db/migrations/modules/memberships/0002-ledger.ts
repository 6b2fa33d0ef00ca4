import type { Migration } from '../../../src/migration.ts';

/**
 * What came in and went out, and how what comes in each month moved. Entries are added and never changed; the vendor's
 * name of a payment, refund or dispute stands in one entry only, however often it is told.
 */
export const ledger: Migration = {
	version: 2,
	name: 'ledger',
	breaking: false,
	up: (schema) => [
		`create table ${schema}.ledger (
			id uuid primary key,
			at timestamptz not null,
			kind varchar(13) not null
				check (kind in ('payment', 'refund', 'refund_failed', 'dispute', 'dispute_won',
					'new', 'expansion', 'contraction', 'churn', 'reactivation')),
			membership_id uuid references ${schema}.memberships on delete set null,
			tier_id uuid references ${schema}.tiers,
			amount integer not null default 0,
			fee integer not null default 0,
			mrr_delta integer not null default 0,
			currency varchar(3) not null check (currency ~ '^[a-z]{3}$'),
			external_id varchar(255) unique,
			payment_id varchar(255),
			reason varchar(300) not null default ''
		)`,
		`create index ledger_newest_idx on ${schema}.ledger (at desc, id desc)`,
		`create index ledger_membership_idx on ${schema}.ledger (membership_id, at desc)`,
		`create index ledger_payment_idx on ${schema}.ledger (payment_id) where payment_id is not null`,
		`create index ledger_tier_idx on ${schema}.ledger (tier_id)`,
	],
	rights: (schema, role) => [`revoke update, delete, truncate on ${schema}.ledger from ${role}`],
};
