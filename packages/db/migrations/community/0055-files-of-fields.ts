import type { Migration } from '../../src/migration.ts';

/** A file that a member put into a field of their profile: who may see the field may see the file. */
export const filesOfFields: Migration = {
	version: 55,
	name: 'files-of-fields',
	breaking: false,
	up: (schema) => [
		`alter table ${schema}.files drop constraint files_purpose_check`,
		`alter table ${schema}.files add constraint files_purpose_check
			check (purpose in ('post', 'avatar', 'brand', 'link', 'space', 'field'))`,
	],
};
