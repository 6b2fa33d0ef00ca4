import { sql, type RawBuilder } from 'kysely';
import type { CommunityDb, CommunityTables } from '@kith/db/handles';
import type { Insertable } from 'kysely';

type Rows<Table extends keyof CommunityTables> = Insertable<CommunityTables[Table]>[];

/** Gives spaces a library that everybody who may post adds to. */
export const openLibraries = (db: CommunityDb, spaceIds: readonly string[]) =>
	db
		.updateTable('spaces')
		.set({ modules: sql<string[]>`array_append(array_remove(modules, 'files'), 'files')` })
		.where('id', 'in', [...spaceIds]);

export const insertLibraryFolders = (db: CommunityDb, rows: Rows<'libraryFolders'>) =>
	db.insertInto('libraryFolders').values(rows);

export const insertFiles = (db: CommunityDb, rows: Rows<'files'>) =>
	db.insertInto('files').values(rows);

export const insertFileUses = (db: CommunityDb, rows: Rows<'fileUses'>) =>
	db.insertInto('fileUses').values(rows);

type Searchable<Row> = Omit<Row, 'search'> & { search: RawBuilder<string> };

export const insertDocuments = (db: CommunityDb, rows: Searchable<Rows<'documents'>[number]>[]) =>
	db.insertInto('documents').values(rows);

export const insertVersions = (db: CommunityDb, rows: Rows<'documentVersions'>) =>
	db.insertInto('documentVersions').values(rows);

/** Counts all files anew, for members and for everybody together. */
export const recountStorage = (db: CommunityDb, everybody: string) =>
	db
		.insertInto('storageUsage')
		.columns(['ownerId', 'bytes', 'files'])
		.expression((eb) =>
			eb
				.selectFrom('files')
				.select(sql<string>`coalesce(owner_id, ${everybody}::uuid)`.as('ownerId'))
				.select(sql<string>`sum(bytes)`.as('bytes'))
				.select(sql<number>`count(*)::int`.as('files'))
				.where('ownerId', 'is not', null)
				.groupBy('ownerId')
				.unionAll(
					eb
						.selectFrom('files')
						.select(sql<string>`${everybody}::uuid`.as('ownerId'))
						.select(sql<string>`coalesce(sum(bytes), 0)`.as('bytes'))
						.select(sql<number>`count(*)::int`.as('files')),
				),
		)
		.onConflict((conflict) =>
			conflict.column('ownerId').doUpdateSet((eb) => ({
				bytes: eb.ref('excluded.bytes'),
				files: eb.ref('excluded.files'),
			})),
		);
