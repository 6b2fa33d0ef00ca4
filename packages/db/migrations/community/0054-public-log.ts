import type { Migration } from '../../src/migration.ts';

/** Everybody may read what moderators did, where the community's owner said neither yes nor no to that. */
export const publicLog: Migration = {
	version: 54,
	name: 'public-log',
	breaking: false,
	up: (schema) => [
		`update ${schema}.roles set permissions = permissions || '{"audit:public": "allow"}', version = version + 1
			where key in ('admin', 'moderator', 'member', 'guest') and not permissions ? 'audit:public'`,
	],
};
