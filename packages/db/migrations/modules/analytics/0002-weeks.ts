import type { Migration } from '../../../src/migration.ts';

/** What was said of each week that is over, as it was said then; and who wants no mail of it. */
export const weeks: Migration = {
	version: 2,
	name: 'weeks',
	breaking: false,
	up: (schema) => [
		`create table ${schema}.analytics_weeks (
			week date primary key check (extract(isodow from week) = 1),
			content jsonb not null,
			written_at timestamptz not null
		)`,
		`create table ${schema}.analytics_unmailed (
			member_id uuid primary key references ${schema}.members on delete cascade
		)`,
	],
};
