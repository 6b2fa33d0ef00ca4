import type { Migration } from '../../src/migration.ts';

export const commentsByPost: Migration = {
	version: 14,
	name: 'comments-by-post',
	breaking: false,
	concurrently: true,
	up: (schema) => [
		`create index comments_post_idx on ${schema}.comments (post_id, created_at, id)`,
	],
};
