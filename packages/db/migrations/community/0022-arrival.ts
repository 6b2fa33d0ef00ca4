import type { Migration } from '../../src/migration.ts';

const RULES = `jsonb_path_query(value, '$.content[*] ? (@.type == "orderedList").content[*]')`;
const parts = `jsonb_path_query(item, '$.content[*].content[*]') with ordinality as parts (part, at)`;

/**
 * What newcomers are asked and told. The guidelines a community was made with become their first version, which those
 * who are members already are not asked to accept.
 */
export const arrival: Migration = {
	version: 22,
	name: 'arrival',
	breaking: false,
	up: (schema) => [
		`create table ${schema}.guidelines (
			version integer primary key,
			title varchar(80) not null,
			rules jsonb not null,
			changes varchar(300) not null default '',
			must_accept boolean not null,
			published_at timestamptz not null,
			published_by uuid references ${schema}.members
		)`,
		`create table ${schema}.guideline_acceptances (
			version integer not null references ${schema}.guidelines,
			member_id uuid not null references ${schema}.members,
			accepted_at timestamptz not null,
			primary key (version, member_id)
		)`,
		`alter table ${schema}.members
			add column guidelines_version integer not null default 0,
			add column onboarding jsonb not null default '{}'`,
		`insert into ${schema}.guidelines (version, title, rules, must_accept, published_at)
			select 1, 'Guidelines', jsonb_agg(jsonb_build_object('id', gen_random_uuid(), 'title', title, 'text', text) order by place),
				true, updated_at
			from (
				select updated_at, place,
					left((select rtrim(part->>'text', ' .') from ${parts} order by at limit 1), 120) as title,
					left((select ltrim(coalesce(string_agg(part->>'text', '' order by at) filter (where at > 1), '')) from ${parts}), 2000) as text
				from ${schema}.settings, ${RULES} with ordinality as items (item, place)
				where key = 'guidelines'
			) rules where title <> '' group by updated_at`,
		`update ${schema}.members set guidelines_version = 1 where exists (select from ${schema}.guidelines)`,
		`delete from ${schema}.settings where key = 'guidelines'`,
		`insert into ${schema}.settings (key, value)
			select 'guidelines', '{"version": 1, "required": 1}' from ${schema}.guidelines`,
	],
};
