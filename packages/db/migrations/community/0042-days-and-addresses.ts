import type { Migration } from '../../src/migration.ts';

/** Members are found by days and addresses in their fields, too: by those that they filled in before. */
export const daysAndAddresses: Migration = {
	version: 42,
	name: 'days-and-addresses',
	breaking: false,
	up: (schema) => [
		`update ${schema}.members set field_keys = (
			select array_agg(distinct kept.key) from (
				select unnest(members.field_keys) as key
				union all
				select field->>'id' || ':' || part
				from ${schema}.settings,
					jsonb_array_elements(settings.value) as field,
					jsonb_array_elements_text(members.fields->(field->>'id')) as filled,
					lateral (
						select unnest(array[left(filled, 4), left(filled, 7), filled]) as part
						where field->>'kind' = 'date'
						union all
						select regexp_split_to_table(
							lower(regexp_replace(filled, '^https?://', '', 'i')), '[^[:alnum:]]+')
						where field->>'kind' = 'url'
					) as parts
				where settings.key = 'fields' and part <> ''
			) as kept)
		where exists (
			select from ${schema}.settings, jsonb_array_elements(settings.value) as field
			where settings.key = 'fields' and field->>'kind' in ('date', 'url')
				and members.fields ? (field->>'id'))`,
	],
};
