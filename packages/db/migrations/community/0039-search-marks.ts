import type { Migration } from '../../src/migration.ts';

/** A mark for each thing that a text holds, as `contents.ts` of rich texts makes them. */
const MARKS: readonly (readonly [mark: string, path: string])[] = [
	['=picture', '$.** ? (@.type == "image")'],
	['=file', '$.** ? (@.type == "file")'],
	['=link', '$.** ? (@.type == "link" || @.type == "embed")'],
	['=video', '$.** ? (@.type == "file" && @.attrs.mime starts with "video/")'],
	[
		'=video',
		'$.** ? (@.type == "embed" && (@.attrs.provider == "youtube" || @.attrs.provider == "vimeo" || @.attrs.provider == "dailymotion" || @.attrs.provider == "loom" || @.attrs.provider == "ted" || @.attrs.provider == "streamable"))',
	],
];

const marksIn = MARKS.map(([mark, path]) => `case when body @? '${path}' then '${mark}' end`);

const marked = (table: string, marks: readonly string[], also = '') =>
	`update ${table} set search = search || array_to_tsvector(array_remove(array[${marks.join(', ')}], null))
		where body @? '$.** ? (@.type == "image" || @.type == "file" || @.type == "link" || @.type == "embed")'${also}`;

/**
 * What a text holds is found like a word of it. Languages that were chosen before, by members or the community, are asked
 * in as well.
 */
export const searchMarks: Migration = {
	version: 39,
	name: 'search-marks',
	breaking: false,
	up: (schema) => [
		marked(`${schema}.posts`, [...marksIn, `case when has_poll then '=poll' end`], ' or has_poll'),
		marked(`${schema}.comments`, marksIn),
		`insert into ${schema}.settings (key, value, updated_at)
			select 'searchLanguages', jsonb_object_agg(config, true), now()
			from (
				select distinct case left(lower(locale), 2)
					when 'ar' then 'arabic' when 'de' then 'german' when 'en' then 'english'
					when 'es' then 'spanish' when 'fr' then 'french' end as config
				from (
					select locale from ${schema}.members where locale is not null
					union all
					select jsonb_path_query_first(details, '$.**.before.locale') #>> '{}' from ${schema}.audit_entries
					where action = 'settings.updated' and target_id = 'localization'
				) as chosen
			) as spoken
			where config is not null
			having count(*) > 0`,
	],
};
