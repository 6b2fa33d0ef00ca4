import type { Migration } from '../../src/migration.ts';

/**
 * What a file says, in words, read by a job: to be found by, and to be shown around what was found. Or why it says
 * nothing that could be read.
 */
export const wordsOfFiles: Migration = {
	version: 59,
	name: 'words-of-files',
	breaking: false,
	up: (schema) => [
		`alter table ${schema}.files
			add column words text,
			add column search tsvector not null default '',
			add column unread varchar(8)
				check (unread in ('none', 'size', 'time', 'memory', 'locked', 'broken'))`,
	],
};
