import type { Migration } from '../../../src/migration.ts';

/** Whether whoever has its address may see that a badge was given; null for as the profile of who has it is shown. */
export const sharedBadges: Migration = {
	version: 5,
	name: 'shared-badges',
	breaking: false,
	up: (schema) => [`alter table ${schema}.badge_grants add column is_shared boolean`],
};
