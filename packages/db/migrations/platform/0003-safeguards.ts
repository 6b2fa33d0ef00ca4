import type { Migration } from '../../src/migration.ts';
import { safeguardTables } from '../safeguard-tables.ts';

export const safeguards: Migration = {
	version: 3,
	name: 'safeguards',
	breaking: false,
	up: (schema) => [
		...safeguardTables(schema),
		`alter table ${schema}.entry_tokens add column has_second_factor boolean not null default false`,
	],
};
