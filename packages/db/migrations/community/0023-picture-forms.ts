import type { Migration } from '../../src/migration.ts';

/** What is made of a picture after it has arrived: its smaller twins, and what stands in for it until it is loaded. */
export const pictureForms: Migration = {
	version: 23,
	name: 'picture-forms',
	breaking: false,
	up: (schema) => [
		`alter table ${schema}.files add column avif varchar(6)[], add column thumbhash bytea`,
		`create index files_undressed_idx on ${schema}.files (id)
			where avif is null and kind = 'picture' and state = 'ready'`,
	],
};
