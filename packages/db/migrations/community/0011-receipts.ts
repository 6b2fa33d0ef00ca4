import type { Migration } from '../../src/migration.ts';

export const receipts: Migration = {
	version: 11,
	name: 'receipts',
	breaking: false,
	up: (schema) => [
		`create table ${schema}.receipts (
			post_id uuid not null references ${schema}.posts on delete cascade,
			member_id uuid not null references ${schema}.members on delete cascade,
			seen_at timestamptz not null,
			acknowledged_at timestamptz,
			dismissed_at timestamptz,
			primary key (post_id, member_id)
		)`,
		`create index receipts_member_idx on ${schema}.receipts (member_id)`,
	],
};
