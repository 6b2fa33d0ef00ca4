import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import type { Unread } from '../ports.ts';
import { inAuthorsLanguage, searchWords, textConfigOf } from '../rich-text/index.ts';
import { wordsThatFit } from './words-of-file.ts';

const isUnread = sql<SqlBool>`files.kind = 'file' and files.words is null and files.unread is null`;

/** Which of these files nobody has looked for words in yet. */
export const unreadFiles = (db: CommunityDb, fileIds: readonly string[]) =>
	db
		.selectFrom('files')
		.select('id')
		.where('id', 'in', [...fileIds])
		.where('state', '=', 'ready')
		.where(isUnread);

/** A file of this community that is whole and shown by something. */
export const fileToRead = (db: CommunityDb, fileId: string) =>
	db
		.selectFrom('files')
		.select(['id', 'name', 'mime', 'bytes', 'storageKey', 'ownerId'])
		.select(isUnread.as('isUnread'))
		.where('id', '=', fileId)
		.where('state', '=', 'ready')
		.where('attachedAt', 'is not', null);

/** The next files behind `after`, in order, and which of them are to be read: so many are looked at, however few are. */
export const filesAfter = (db: CommunityDb, after: string, limit: number) =>
	db
		.selectFrom('files')
		.select('id')
		.select(
			sql<boolean>`${isUnread} and state = 'ready' and attached_at is not null`.as('isUnread'),
		)
		.where('id', '>', after)
		.orderBy('id')
		.limit(limit);

type Read = { locale: string; text: string; ownerId: string | null };

/** Keeps what a file says, and by which words it is found: they weigh least. */
export const keepWords = (db: CommunityDb, fileId: string, { locale, text, ownerId }: Read) => {
	const words = wordsThatFit(searchWords(text));
	const own: RawBuilder<string> = ownerId
		? inAuthorsLanguage({ db, authorId: ownerId }, locale, { title: '', text: words })
		: sql<string>`''`;
	return db
		.updateTable('files')
		.set({
			words: text,
			search: sql<string>`setweight(to_tsvector(${textConfigOf(locale)}::regconfig, ${words}) || ${own}, 'D')`,
			unread: null,
		})
		.where('id', '=', fileId)
		.where('words', 'is', null);
};

/** Writes down why a file says nothing; it is not looked at again. */
export const parkFile = (db: CommunityDb, fileId: string, unread: Unread) =>
	db.updateTable('files').set({ unread }).where('id', '=', fileId).where('words', 'is', null);

/** What shows a file, a page behind `after`. */
export const subjectsOf = (db: CommunityDb, fileId: string, after: string, limit: number) =>
	db
		.selectFrom('fileUses')
		.select('subjectId')
		.where('fileId', '=', fileId)
		.where('subjectId', '>', after)
		.orderBy('subjectId')
		.limit(limit);

/** The body of a post or a comment. */
export const bodyOf = (db: CommunityDb, kind: 'post' | 'comment', id: string) =>
	db
		.selectFrom(kind === 'post' ? 'posts' : 'comments')
		.select('body')
		.where('id', '=', id);

/** The file that holds in a document. */
export const fileOfDocument = (db: CommunityDb, documentId: string) =>
	db
		.selectFrom('documents')
		.innerJoin('documentVersions', (join) =>
			join
				.onRef('documentVersions.documentId', '=', 'documents.id')
				.onRef('documentVersions.number', '=', 'documents.number'),
		)
		.select('documentVersions.fileId')
		.where('documents.id', '=', documentId);
