import type { Migration } from '../../src/migration.ts';

/**
 * The tags of a document stand on its row: they are few, and its words, which an index knows, name them. How many
 * documents have a tag is counted by space, as posts are: it decides to whom the tag is there.
 */
export const tagsOfDocuments: Migration = {
	version: 60,
	name: 'tags-of-documents',
	breaking: false,
	up: (schema) => [
		`alter table ${schema}.documents add column tag_ids uuid[] not null default '{}'
			check (cardinality(tag_ids) <= 5)`,
		`alter table ${schema}.tag_uses add column document_count integer not null default 0`,
	],
};
