import type { Migration } from '../../src/migration.ts';

const NEW = JSON.stringify({ 'analytics:moderation': 'allow' });

/**
 * What waits for approval tells since when it first did, why, and when somebody first decided on it; what waited before
 * this tells none of it. Who keeps order or runs a community sees what there was to decide: where its owner said neither
 * yes nor no to that.
 */
export const numbersOfModeration: Migration = {
	version: 56,
	name: 'numbers-of-moderation',
	breaking: false,
	up: (schema) => [
		`alter table ${schema}.submissions
			add column held_at timestamptz,
			add column held_for varchar(10)
				check (held_for in ('newcomer', 'role', 'kind', 'space', 'everybody')),
			add column first_decided_at timestamptz`,
		`update ${schema}.roles set permissions = permissions || '${NEW}', version = version + 1
			where key in ('admin', 'moderator') and not permissions ? 'analytics:moderation'`,
	],
};
