import type { Migration } from '../../../src/migration.ts';

/** What of an amount in the ledger is tax: it stays in the amount, and nothing is known of what was told before. */
export const taxes: Migration = {
	version: 7,
	name: 'taxes',
	breaking: false,
	up: (schema) => [
		`alter table ${schema}.ledger add column tax integer not null default 0`,
		`alter table ${schema}.ledger add constraint ledger_tax_check
			check (abs(tax) <= abs(amount) and tax * sign(amount) >= 0)`,
	],
};
