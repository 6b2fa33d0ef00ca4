import type { Migration } from '../../src/migration.ts';

/** The words of a rich text that was written before its words were kept beside it. */
const wordsOf = (table: string) =>
	`(select string_agg(words #>> '{}', ' ') from jsonb_path_query(${table}.body, '$.**.text') as words)`;

export const search: Migration = {
	version: 4,
	name: 'search',
	breaking: false,
	up: (schema) => [
		`alter table ${schema}.posts add column search tsvector not null default ''`,
		`alter table ${schema}.comments add column search tsvector not null default ''`,
		`update ${schema}.posts set search = setweight(to_tsvector('simple', title), 'A')
			|| setweight(to_tsvector('simple', coalesce(${wordsOf('posts')}, '')), 'B')`,
		`update ${schema}.comments
			set search = setweight(to_tsvector('simple', coalesce(${wordsOf('comments')}, '')), 'B')`,
		`create index posts_search_idx on ${schema}.posts using gin (search) where status = 'published'`,
		`create index comments_search_idx on ${schema}.comments using gin (search) where status = 'published'`,
		`create index posts_title_idx on ${schema}.posts using gin (lower(title) ext.gin_trgm_ops) where status = 'published'`,
		`create table ${schema}.search_terms (
			day date not null,
			term varchar(100) not null,
			searches integer not null default 0,
			misses integer not null default 0,
			primary key (day, term)
		)`,
	],
};
