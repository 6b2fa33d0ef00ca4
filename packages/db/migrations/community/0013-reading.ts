import type { Migration } from '../../src/migration.ts';

export const reading: Migration = {
	version: 13,
	name: 'reading',
	breaking: false,
	up: (schema) => [
		`create table ${schema}.comment_reads (
			member_id uuid not null references ${schema}.members on delete cascade,
			post_id uuid not null references ${schema}.posts on delete cascade,
			last_at timestamptz not null,
			last_id uuid not null,
			put_back_at timestamptz,
			primary key (member_id, post_id)
		)`,
		`create index comment_reads_post_idx on ${schema}.comment_reads (post_id)`,
	],
};
