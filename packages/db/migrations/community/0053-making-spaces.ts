import type { Migration } from '../../src/migration.ts';

/** Who keeps order or runs a community may make spaces, where its owner said neither yes nor no to that. */
export const makingSpaces: Migration = {
	version: 53,
	name: 'making-spaces',
	breaking: false,
	up: (schema) => [
		`update ${schema}.roles set permissions = permissions || '{"spaces:create": "allow"}', version = version + 1
			where key in ('admin', 'moderator') and not permissions ? 'spaces:create'`,
	],
};
