import type { Migration } from '../../src/migration.ts';

/** What is dangerous asks for a second factor: in two weeks where people are at work already. */
export const secondFactor: Migration = {
	version: 43,
	name: 'second-factor',
	breaking: false,
	up: (schema) => [
		// Only where somebody is: a fresh schema is given its day when it is filled.
		`insert into ${schema}.settings (key, value, updated_at)
			select 'secondFactor', jsonb_build_object('from',
				to_char((now() + interval '14 days') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')), now()
			where exists (select from ${schema}.members)
			on conflict do nothing`,
	],
};
