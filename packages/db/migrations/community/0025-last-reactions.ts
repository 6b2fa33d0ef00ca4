import type { Migration } from '../../src/migration.ts';

export const lastReactions: Migration = {
	version: 25,
	name: 'last-reactions',
	breaking: false,
	concurrently: true,
	up: (schema) => [
		`create index reactions_member_idx on ${schema}.reactions (member_id, created_at desc, subject_id desc)`,
	],
};
