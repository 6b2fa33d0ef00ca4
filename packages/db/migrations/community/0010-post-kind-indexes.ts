import type { Migration } from '../../src/migration.ts';

export const postKindIndexes: Migration = {
	version: 10,
	name: 'post-kind-indexes',
	breaking: false,
	concurrently: true,
	up: (schema) => [
		`create index posts_kind_idx on ${schema}.posts (kind, created_at desc, id desc) where status = 'published'`,
		`create index posts_votes_idx on ${schema}.posts (vote_count desc, id desc) where kind = 'idea' and status = 'published'`,
		`create index posts_merged_idx on ${schema}.posts (merged_into_id) where merged_into_id is not null`,
	],
};
