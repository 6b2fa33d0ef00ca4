import type { Migration } from '../../src/migration.ts';

export const lifecycleIndexes: Migration = {
	version: 16,
	name: 'lifecycle-indexes',
	breaking: false,
	concurrently: true,
	up: (schema) => [
		`create index posts_featured_idx on ${schema}.posts (featured_at desc, id desc) where featured_at is not null and status = 'published'`,
		`create index posts_shared_idx on ${schema}.posts (id) where co_author_ids <> '{}' or invited_author_ids <> '{}'`,
	],
};
