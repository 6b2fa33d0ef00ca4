import { sql } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import { MOST_VERSIONS } from './library.schema.ts';

type NewVersion = {
	documentId: string;
	number: number;
	fileId: string;
	memberId: string;
	restoredFrom: number | null;
	createdAt: Date;
};

export const insertVersion = (db: CommunityDb, version: NewVersion) =>
	db.insertInto('documentVersions').values(version);

/** A document's versions, newest first. */
export const versionRows = (db: CommunityDb, documentId: string) =>
	db
		.selectFrom('documentVersions')
		.innerJoin('files', 'files.id', 'documentVersions.fileId')
		.innerJoin('members', 'members.id', 'documentVersions.memberId')
		.select(['documentVersions.number', 'documentVersions.restoredFrom'])
		.select(['documentVersions.createdAt', 'documentVersions.memberId'])
		.select(['files.name as fileName', 'files.bytes', 'members.handle', 'members.name'])
		.where('documentVersions.documentId', '=', documentId)
		.orderBy('documentVersions.number', 'desc')
		.limit(MOST_VERSIONS);

/** One version, with the name of its file. */
export const versionRow = (db: CommunityDb, documentId: string, number: number) =>
	db
		.selectFrom('documentVersions')
		.innerJoin('files', 'files.id', 'documentVersions.fileId')
		.select(['documentVersions.fileId', 'files.name as fileName'])
		.where('documentVersions.documentId', '=', documentId)
		.where('documentVersions.number', '=', number);

export const versionOfFile = (db: CommunityDb, documentId: string, fileId: string) =>
	db
		.selectFrom('documentVersions')
		.select('number')
		.where('documentId', '=', documentId)
		.where('fileId', '=', fileId);

/** Takes a member's files out of the versions of whatever they are in; says which documents that changed. */
export const deleteVersionsOf = (db: CommunityDb, ownerId: string) =>
	db
		.deleteFrom('documentVersions')
		.using('files')
		.whereRef('files.id', '=', 'documentVersions.fileId')
		.where('files.ownerId', '=', ownerId)
		.returning('documentVersions.documentId');

/** Lets the newest version that is left hold again. */
export const fallBack = (db: CommunityDb, documentIds: readonly string[]) =>
	db
		.updateTable('documents')
		.from((eb) =>
			eb
				.selectFrom('documentVersions')
				.innerJoin('files', 'files.id', 'documentVersions.fileId')
				.distinctOn('documentVersions.documentId')
				.select(['documentVersions.documentId', 'documentVersions.number', 'files.name'])
				.where('documentVersions.documentId', 'in', [...documentIds])
				.orderBy('documentVersions.documentId')
				.orderBy('documentVersions.number', 'desc')
				.as('left'),
		)
		.set({
			number: sql<number>`"left".number`,
			fileName: sql<string>`"left".name`,
			version: sql<number>`documents.version + 1`,
		})
		.whereRef('documents.id', '=', 'left.documentId');

/** Documents of which no version is left. */
export const emptyOf = (db: CommunityDb, documentIds: readonly string[]) =>
	db
		.selectFrom('documents')
		.select(['id', 'deletedAt'])
		.where('id', 'in', [...documentIds])
		.where((eb) =>
			eb.not(
				eb.exists(
					eb
						.selectFrom('documentVersions')
						.select('number')
						.whereRef('documentVersions.documentId', '=', 'documents.id'),
				),
			),
		);
