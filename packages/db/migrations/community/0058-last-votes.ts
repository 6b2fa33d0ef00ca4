import type { Migration } from '../../src/migration.ts';

/** What a member voted for within a day is read without the rest of it. */
export const lastVotes: Migration = {
	version: 58,
	name: 'last-votes',
	breaking: false,
	concurrently: true,
	up: (schema) => [`create index votes_given_idx on ${schema}.votes (member_id, created_at desc)`],
};
