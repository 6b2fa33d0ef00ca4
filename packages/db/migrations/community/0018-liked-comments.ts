import type { Migration } from '../../src/migration.ts';

export const likedComments: Migration = {
	version: 18,
	name: 'liked-comments',
	breaking: false,
	concurrently: true,
	up: (schema) => [
		`create index comments_liked_idx on ${schema}.comments (post_id, reaction_count desc, created_at, id) where parent_id is null`,
	],
};
