import type { Migration } from '../../src/migration.ts';

/**
 * A picture at the top of a space, kept as its own: whoever may open the space may see it. No foreign key leads to the
 * file, because one leads from the file to the space already, and tables are made and read in one order.
 */
export const spaceCovers: Migration = {
	version: 45,
	name: 'space-covers',
	breaking: false,
	up: (schema) => [
		`alter table ${schema}.files drop constraint files_purpose_check`,
		`alter table ${schema}.files add constraint files_purpose_check
			check (purpose in ('post', 'avatar', 'brand', 'link', 'space'))`,
		`alter table ${schema}.spaces add column cover_file_id uuid`,
	],
};
