import type { Migration } from '../../src/migration.ts';

/** What rules did with a post: where it was written, which tags they added, and whether that was undone. */
export const filedPosts: Migration = {
	version: 61,
	name: 'filed-posts',
	breaking: false,
	up: (schema) => [`alter table ${schema}.posts add column filing jsonb`],
};
