import type { Migration } from '../../src/migration.ts';

/** Who mutes a space has seen it, as has who follows it: both lie with the visits. */
export const mutedSpaces: Migration = {
	version: 44,
	name: 'muted-spaces',
	breaking: false,
	up: (schema) => [`alter table ${schema}.space_visits add column muted_at timestamptz`],
};
