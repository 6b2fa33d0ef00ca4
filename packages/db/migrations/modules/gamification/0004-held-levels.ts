import type { Migration } from '../../../src/migration.ts';

const FIRST = JSON.stringify({ levels: [0, 20, 100, 350, 1000].map((points) => ({ points })) });

/**
 * Who falls below a level keeps it for some days. `level` is the place of the level that a member's points reached when
 * they were last counted, and `holds` are the places above it that they keep, each with its end.
 */
export const heldLevels: Migration = {
	version: 4,
	name: 'held-levels',
	breaking: false,
	up: (schema) => [
		`alter table ${schema}.scores
			add column level smallint not null default 0,
			add column holds jsonb not null default '[]'`,
		`update ${schema}.scores set level = greatest(0, (
				select count(*) - 1 from jsonb_array_elements(coalesce(
					(select value from ${schema}.settings where key = 'levels'), '${FIRST}'::jsonb) -> 'levels') as one
				where (one ->> 'points')::integer <= scores.points))
			where points > 0`,
	],
};
