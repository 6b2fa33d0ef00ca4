import type { Migration } from '../../src/migration.ts';

export const library: Migration = {
	version: 21,
	name: 'library',
	breaking: false,
	up: (schema) => [
		`alter table ${schema}.spaces
			add column filing varchar(8) not null default 'everyone' check (filing in ('everyone', 'staff'))`,
		`alter table ${schema}.files add column duration_ms integer, add column codec varchar(20)`,
		`create table ${schema}.library_folders (
			id uuid primary key,
			space_id uuid not null references ${schema}.spaces on delete cascade,
			parent_id uuid references ${schema}.library_folders on delete cascade,
			name varchar(80) not null,
			author_id uuid not null references ${schema}.members,
			created_at timestamptz not null
		)`,
		`create unique index library_folders_name_key on ${schema}.library_folders (space_id, parent_id, lower(name)) nulls not distinct`,
		`create index library_folders_parent_idx on ${schema}.library_folders (parent_id) where parent_id is not null`,
		`create table ${schema}.documents (
			id uuid primary key,
			space_id uuid not null references ${schema}.spaces on delete cascade,
			folder_id uuid references ${schema}.library_folders on delete set null,
			author_id uuid not null references ${schema}.members,
			title varchar(200) not null,
			description varchar(1000) not null default '',
			file_name varchar(200) not null,
			number integer not null default 1,
			downloads integer not null default 0,
			created_at timestamptz not null,
			updated_at timestamptz not null,
			deleted_at timestamptz,
			deleted_by uuid,
			search tsvector not null default '',
			version integer not null default 1
		)`,
		`create index documents_space_idx on ${schema}.documents (space_id, folder_id, updated_at desc, id desc) where deleted_at is null`,
		`create index documents_folder_idx on ${schema}.documents (folder_id) where folder_id is not null`,
		`create index documents_author_idx on ${schema}.documents (author_id)`,
		`create index documents_deleted_idx on ${schema}.documents (deleted_at) where deleted_at is not null`,
		`create index documents_search_idx on ${schema}.documents using gin (search) where deleted_at is null`,
		`create table ${schema}.document_versions (
			document_id uuid not null references ${schema}.documents on delete cascade,
			number integer not null,
			file_id uuid not null references ${schema}.files on delete cascade,
			member_id uuid not null references ${schema}.members,
			restored_from integer,
			created_at timestamptz not null,
			primary key (document_id, number)
		)`,
		`create index document_versions_file_idx on ${schema}.document_versions (file_id)`,
		`create table ${schema}.document_downloads (
			document_id uuid not null references ${schema}.documents on delete cascade,
			member_id uuid not null references ${schema}.members on delete cascade,
			day date not null,
			primary key (document_id, member_id)
		)`,
		`create index document_downloads_member_idx on ${schema}.document_downloads (member_id)`,
	],
};
