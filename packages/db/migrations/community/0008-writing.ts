import type { Migration } from '../../src/migration.ts';

export const writing: Migration = {
	version: 8,
	name: 'writing',
	breaking: false,
	up: (schema) => [
		`alter table ${schema}.files drop constraint files_purpose_check`,
		`alter table ${schema}.files add constraint files_purpose_check
			check (purpose in ('post', 'avatar', 'brand', 'link'))`,
		`create table ${schema}.links (
			url_hash varchar(64) primary key,
			url varchar(2000) not null,
			is_found boolean not null,
			title varchar(200) not null default '',
			description varchar(300) not null default '',
			site varchar(80) not null default '',
			picture_file_id uuid references ${schema}.files on delete set null,
			fetched_at timestamptz not null,
			expires_at timestamptz not null
		)`,
		`create index links_picture_idx on ${schema}.links (picture_file_id) where picture_file_id is not null`,
		`create table ${schema}.drafts (
			member_id uuid not null references ${schema}.members on delete cascade,
			key varchar(100) not null,
			fields jsonb not null,
			body jsonb not null,
			excerpt varchar(300) not null,
			updated_at timestamptz not null,
			primary key (member_id, key)
		)`,
	],
};
