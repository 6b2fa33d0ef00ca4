import type { Migration } from '../../src/migration.ts';
import { safeguardTables } from '../safeguard-tables.ts';

export const safeguards: Migration = {
	version: 29,
	name: 'safeguards',
	breaking: false,
	up: (schema) => safeguardTables(schema),
};
