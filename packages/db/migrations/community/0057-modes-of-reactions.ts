import type { Migration } from '../../src/migration.ts';

/** How what is written in a space is judged: by all reactions, by one, by votes up and down, or not at all. */
export const modesOfReactions: Migration = {
	version: 57,
	name: 'modes-of-reactions',
	breaking: false,
	up: (schema) => [
		`alter table ${schema}.spaces add column reactions varchar(8) not null default 'all'
			check (reactions in ('all', 'like', 'votes', 'none'))`,
		// The index that the next step builds begins with the same column.
		`drop index ${schema}.votes_member_idx`,
	],
};
