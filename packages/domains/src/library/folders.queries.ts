import { sql } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import type { AppAbility } from '../permissions/permission.ts';
import { accessible } from '../permissions/where.ts';
import { MOST_FOLDERS } from './library.schema.ts';

/** Holds off others who add to or rearrange a library until the commit: its counts are true that long. */
export const lockLibrary = (db: CommunityDb, spaceId: string) =>
	db.selectFrom('spaces').select('id').where('id', '=', spaceId).forNoKeyUpdate();

/** Every folder of a library, by name. */
export const folderRows = (db: CommunityDb, spaceId: string) =>
	db
		.selectFrom('libraryFolders')
		.select(['id', 'parentId', 'name', 'authorId', 'spaceId'])
		.where('spaceId', '=', spaceId)
		.orderBy(sql`lower(name)`)
		.orderBy('id')
		.limit(MOST_FOLDERS);

/** How many documents lie directly in each folder, and how many of them are the member's own. */
export const documentCounts = (
	db: CommunityDb,
	ability: AppAbility,
	{ spaceId, memberId }: { spaceId: string; memberId: string },
) =>
	db
		.selectFrom('documents')
		.select([
			'folderId',
			sql<number>`count(*)::int`.as('documents'),
			sql<number>`(count(*) filter (where author_id = ${memberId}))::int`.as('own'),
		])
		.where('spaceId', '=', spaceId)
		.where(accessible(ability, 'read', 'Document', 'documents'))
		.groupBy('folderId');

export const folderById = (db: CommunityDb, folderId: string) =>
	db
		.selectFrom('libraryFolders')
		.select(['id', 'parentId', 'name', 'authorId', 'spaceId'])
		.where('id', '=', folderId);

type NewFolder = {
	id: string;
	spaceId: string;
	parentId: string | null;
	name: string;
	authorId: string;
	createdAt: Date;
};

export const insertFolder = (db: CommunityDb, folder: NewFolder) =>
	db.insertInto('libraryFolders').values(folder);

export const renameFolderRow = (db: CommunityDb, folderId: string, name: string) =>
	db.updateTable('libraryFolders').set({ name }).where('id', '=', folderId);

export const moveFolderRow = (db: CommunityDb, folderId: string, parentId: string | null) =>
	db.updateTable('libraryFolders').set({ parentId }).where('id', '=', folderId);

/** Deletes a folder with all folders in it. */
export const deleteFolderRow = (db: CommunityDb, folderId: string) =>
	db.deleteFrom('libraryFolders').where('id', '=', folderId);

/** Deletes the documents in these folders, so that they can still be brought back to the top of the library. */
export const deleteDocumentsIn = (
	db: CommunityDb,
	folderIds: readonly string[],
	{ deletedAt, deletedBy }: { deletedAt: Date; deletedBy: string | null },
) =>
	db
		.updateTable('documents')
		.set({ deletedAt, deletedBy, version: sql<number>`version + 1` })
		.where('folderId', 'in', [...folderIds])
		.where('deletedAt', 'is', null)
		.returning(['id', 'authorId']);
