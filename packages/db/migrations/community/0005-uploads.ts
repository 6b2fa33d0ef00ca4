import type { Migration } from '../../src/migration.ts';

/** Which files a writing shows, read off the texts that were there before uses were kept. */
const usesIn = (schema: string, table: string) =>
	`insert into ${schema}.file_uses (file_id, subject_id)
		select distinct files.id, ${table}.id from ${schema}.${table}
		cross join jsonb_path_query(${table}.body, '$.** ? (@.type == "image").attrs.fileId') as shown
		join ${schema}.files on files.id = (shown #>> '{}')::uuid
		on conflict do nothing`;

export const uploads: Migration = {
	version: 5,
	name: 'uploads',
	breaking: false,
	up: (schema) => [
		`alter table ${schema}.files
			add column kind varchar(8) not null default 'picture' check (kind in ('picture', 'video', 'audio', 'file')),
			add column state varchar(9) not null default 'ready' check (state in ('uploading', 'ready')),
			add column received integer not null default 0,
			add column parts varchar(80)[] not null default '{}',
			add column has_poster boolean not null default false`,
		`create index files_uploading_idx on ${schema}.files (owner_id) where state = 'uploading'`,
		`create table ${schema}.file_uses (
			file_id uuid not null references ${schema}.files on delete cascade,
			subject_id uuid not null,
			primary key (file_id, subject_id)
		)`,
		usesIn(schema, 'posts'),
		usesIn(schema, 'comments'),
		`create table ${schema}.storage_usage (
			owner_id uuid primary key,
			bytes bigint not null,
			files integer not null
		)`,
		`insert into ${schema}.storage_usage (owner_id, bytes, files)
			select owner_id, sum(bytes), count(*) from ${schema}.files where owner_id is not null group by owner_id
			union all select '00000000-0000-0000-0000-000000000000', sum(bytes), count(*) from ${schema}.files
			having count(*) > 0`,
	],
};
