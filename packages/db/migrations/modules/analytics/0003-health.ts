import type { Migration } from '../../../src/migration.ts';

/** What the health of the community was worked out from, for each week that is over; to be made anew from facts and tables. */
export const health: Migration = {
	version: 3,
	name: 'health',
	breaking: false,
	up: (schema) => [
		`create table ${schema}.analytics_health (
			week date primary key check (extract(isodow from week) = 1),
			figures jsonb not null,
			counted_at timestamptz not null
		)`,
	],
};
