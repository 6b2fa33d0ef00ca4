import type { Migration } from '../../src/migration.ts';

/** The index with labels answers for fields as well. */
export const withoutFieldKeys: Migration = {
	version: 51,
	name: 'without-field-keys',
	breaking: false,
	up: (schema) => [`drop index ${schema}.members_field_keys_idx`],
};
