import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import type { AppAbility } from '../permissions/permission.ts';
import { accessible } from '../permissions/where.ts';
import { documentTagsColumn, hasTagMarks } from '../tags/index.ts';
import type { DocumentSort } from './library.schema.ts';

/** Documents with the file that holds now and who added them. */
const cards = (db: CommunityDb) =>
	db
		.selectFrom('documents')
		.innerJoin('documentVersions', (join) =>
			join
				.onRef('documentVersions.documentId', '=', 'documents.id')
				.onRef('documentVersions.number', '=', 'documents.number'),
		)
		.innerJoin('files', 'files.id', 'documentVersions.fileId')
		.innerJoin('members', 'members.id', 'documents.authorId')
		.select((eb) => [
			...(['documents.id', 'documents.spaceId', 'documents.folderId', 'documents.title'] as const),
			...(['documents.description', 'documents.fileName', 'documents.number'] as const),
			...(['documents.downloads', 'documents.authorId', 'documents.createdAt'] as const),
			...(['documents.updatedAt', 'documents.deletedAt', 'documents.version'] as const),
			...(['files.id as fileId', 'files.kind', 'files.bytes', 'files.width'] as const),
			...(['files.durationMs', 'files.hasPoster'] as const),
			...(['files.height', 'members.handle', 'members.name', 'members.avatarFileId'] as const),
			sql<string[]>`array(${eb
				.selectFrom('memberRoles')
				.select('roleId')
				.distinct()
				.whereRef('memberRoles.memberId', '=', 'members.id')})`.as('authorRoleIds'),
			sql<string>`lower(documents.title)`.as('sortName'),
			documentTagsColumn(db).as('tags'),
		]);

export type DocumentRow = Awaited<ReturnType<ReturnType<typeof cards>['executeTakeFirstOrThrow']>>;

export const documentCard = (db: CommunityDb, documentId: string) =>
	cards(db).where('documents.id', '=', documentId);

/** What a list goes by, first to last; the cursor holds the same of the last row. */
const KEYS: Readonly<Record<DocumentSort, (row: DocumentRow) => [string | number, string]>> = {
	newest: ({ updatedAt, id }) => [updatedAt.toISOString(), id],
	name: ({ sortName, id }) => [sortName, id],
	downloads: ({ downloads, id }) => [downloads, id],
};
const BEHIND: Readonly<
	Record<DocumentSort, (keys: readonly [string | number, string]) => RawBuilder<SqlBool>>
> = {
	newest: ([at, id]) =>
		sql`(documents.updated_at, documents.id) < (${at}::timestamptz, ${id}::uuid)`,
	name: ([name, id]) => sql`(lower(documents.title), documents.id) > (${name}::text, ${id}::uuid)`,
	downloads: ([count, id]) =>
		sql`(documents.downloads, documents.id) < (${count}::integer, ${id}::uuid)`,
};
const ORDER: Readonly<Record<DocumentSort, readonly [RawBuilder<unknown>, 'asc' | 'desc']>> = {
	newest: [sql`documents.updated_at`, 'desc'],
	name: [sql`lower(documents.title)`, 'asc'],
	downloads: [sql`documents.downloads`, 'desc'],
};

export const keysOf = (sort: DocumentSort) => KEYS[sort];

type Listing = {
	ability: AppAbility;
	spaceId: string;
	folderId: string | null;
	sort: DocumentSort;
	after: readonly [string | number, string] | null;
	limit: number;
};

/** The documents directly in a folder, or at the top, one more than asked for. */
export const documentsIn = (db: CommunityDb, list: Listing) =>
	cards(db)
		.where('documents.spaceId', '=', list.spaceId)
		.where('documents.folderId', list.folderId === null ? 'is' : '=', list.folderId)
		.where(accessible(list.ability, 'read', 'Document', 'documents'))
		.$if(list.after !== null, (query) => query.where(BEHIND[list.sort](list.after ?? ['', ''])))
		.orderBy(...ORDER[list.sort])
		.orderBy('documents.id', ORDER[list.sort][1])
		.limit(list.limit + 1);

type Tagged = {
	ability: AppAbility;
	tagId: string;
	after: readonly [string | number, string] | null;
	limit: number;
};

/**
 * The documents of all libraries with a tag, by the index of their words, newest first, one more than asked for. Which
 * these are is decided before anything beside is looked up.
 */
export const documentsTagged = (db: CommunityDb, { ability, tagId, after, limit }: Tagged) =>
	cards(db)
		.where('documents.id', 'in', (eb) =>
			eb
				.selectFrom('documents')
				.select('documents.id')
				.where(hasTagMarks([tagId]))
				.where(accessible(ability, 'read', 'Document', 'documents'))
				.$if(after !== null, (query) => query.where(BEHIND.newest(after ?? ['', ''])))
				.orderBy(...ORDER.newest)
				.orderBy('documents.id', 'desc')
				.limit(limit + 1),
		)
		.orderBy(...ORDER.newest)
		.orderBy('documents.id', 'desc');

export const documentById = (db: CommunityDb, documentId: string) =>
	db
		.selectFrom('documents')
		.select(['id', 'spaceId', 'folderId', 'authorId', 'title', 'description', 'fileName'])
		.select(['number', 'deletedAt', 'version', 'tagIds'])
		.where('id', '=', documentId);

export const documentTotal = (db: CommunityDb, spaceId: string) =>
	db
		.selectFrom('documents')
		.select(sql<number>`count(*)::int`.as('count'))
		.where('spaceId', '=', spaceId)
		.where('deletedAt', 'is', null);

type NewDocument = {
	id: string;
	spaceId: string;
	folderId: string | null;
	authorId: string;
	title: string;
	description: string;
	fileName: string;
	tagIds: string[];
	search: RawBuilder<string>;
	createdAt: Date;
};

export const insertDocument = (db: CommunityDb, { createdAt, ...document }: NewDocument) =>
	db.insertInto('documents').values({ ...document, createdAt, updatedAt: createdAt });

type Change = {
	title?: string;
	description?: string;
	folderId?: string | null;
	fileName?: string;
	number?: number;
	updatedAt?: Date;
	deletedAt?: Date | null;
	deletedBy?: string | null;
	tagIds?: string[];
	search?: RawBuilder<string>;
};

export const changeDocument = (db: CommunityDb, documentId: string, change: Change) =>
	db
		.updateTable('documents')
		.set({ ...change, version: sql<number>`version + 1` })
		.where('id', '=', documentId);

/** Documents among these with the file that holds, locked, to have their words for search made anew. */
export const documentsToReword = (db: CommunityDb, ids: readonly string[]) =>
	db
		.selectFrom('documents')
		.innerJoin('documentVersions', (join) =>
			join
				.onRef('documentVersions.documentId', '=', 'documents.id')
				.onRef('documentVersions.number', '=', 'documents.number'),
		)
		.select(['documents.id', 'documents.authorId', 'documents.title', 'documents.fileName'])
		.select(['documents.description', 'documents.tagIds', 'documentVersions.fileId'])
		.where('documents.id', 'in', [...ids])
		.orderBy('documents.id')
		.forNoKeyUpdate('documents');

export const setDocumentSearch = (
	db: CommunityDb,
	id: string,
	words: { search: RawBuilder<string>; tagIds: string[] },
) => db.updateTable('documents').set(words).where('id', '=', id);

/** What was deleted in a library and can still be brought back, last first. */
export const deletedDocuments = (
	db: CommunityDb,
	{ spaceId, authorId, since }: { spaceId: string; authorId: string | null; since: Date },
) =>
	db
		.selectFrom('documents')
		.select(['id', 'title', 'fileName', 'deletedAt'])
		.where('spaceId', '=', spaceId)
		.where('deletedAt', '>', since)
		.$if(authorId !== null, (query) => query.where('authorId', '=', authorId ?? ''))
		.orderBy('deletedAt', 'desc')
		.limit(100);

/** Documents that nobody can bring back any more, locked. */
export const expiredDocuments = (db: CommunityDb, before: Date, limit: number) =>
	db
		.selectFrom('documents')
		.select(['id', 'deletedAt'])
		.where('deletedAt', '<=', before)
		.orderBy('deletedAt')
		.limit(limit)
		.forUpdate()
		.skipLocked();

export const documentsBy = (db: CommunityDb, authorId: string, limit: number) =>
	db
		.selectFrom('documents')
		.select(['id', 'deletedAt'])
		.where('authorId', '=', authorId)
		.orderBy('id')
		.limit(limit)
		.forUpdate();

export const deleteDocumentRows = (db: CommunityDb, documentIds: readonly string[]) =>
	db.deleteFrom('documents').where('id', 'in', [...documentIds]);

/**
 * Counts a member who takes a document, once a day however many come at once: of those only one changes the row that
 * remembers the day.
 */
export const countDownload = (
	db: CommunityDb,
	download: { documentId: string; memberId: string; day: string },
) =>
	db
		.with('counted', (counted) =>
			counted
				.insertInto('documentDownloads')
				.values(download)
				.onConflict((conflict) =>
					conflict
						.columns(['documentId', 'memberId'])
						.doUpdateSet((eb) => ({ day: eb.ref('excluded.day') }))
						.whereRef('documentDownloads.day', '<', 'excluded.day'),
				)
				.returning('documentId'),
		)
		.updateTable('documents')
		.from('counted')
		.set({ downloads: sql<number>`downloads + 1` })
		.whereRef('documents.id', '=', 'counted.documentId');

export const forgetDownloadsOf = (db: CommunityDb, memberId: string) =>
	db.deleteFrom('documentDownloads').where('memberId', '=', memberId);
