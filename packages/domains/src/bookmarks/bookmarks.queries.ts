import { sql, type SqlBool } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';

export type BookmarkChange = {
	folderId?: string | null | undefined;
	note?: string | undefined;
	remindAt?: Date | null | undefined;
};

const given = ({ folderId, note, remindAt }: BookmarkChange) => ({
	...(folderId === undefined ? {} : { folderId }),
	...(note === undefined ? {} : { note }),
	...(remindAt === undefined ? {} : { remindAt }),
});

export const bookmarkCount = (db: CommunityDb, memberId: string) =>
	db
		.selectFrom('bookmarks')
		.select(sql<number>`count(*)::int`.as('count'))
		.where('memberId', '=', memberId);

/** Saves a post or changes how it is kept; what is not given stays as it was. */
export const saveBookmarkRow = (
	db: CommunityDb,
	key: { memberId: string; postId: string },
	change: BookmarkChange,
	now: Date,
) =>
	db
		.insertInto('bookmarks')
		.values({ ...key, ...given(change), createdAt: now })
		.onConflict((conflict) => {
			const columns = conflict.columns(['memberId', 'postId']);
			const changes = given(change);
			return Object.keys(changes).length > 0 ? columns.doUpdateSet(changes) : columns.doNothing();
		});

export const deleteBookmark = (db: CommunityDb, memberId: string, postId: string) =>
	db.deleteFrom('bookmarks').where('memberId', '=', memberId).where('postId', '=', postId);

type Listing = {
	memberId: string;
	folderId?: string | undefined;
	after: readonly [string, string] | null;
	limit: number;
};

/** Last saved first, one more than asked for. */
export const bookmarkRows = (db: CommunityDb, { memberId, folderId, after, limit }: Listing) =>
	db
		.selectFrom('bookmarks')
		.select(['postId', 'folderId', 'note', 'remindAt', 'createdAt'])
		.where('memberId', '=', memberId)
		.$if(folderId !== undefined, (query) => query.where('folderId', '=', folderId ?? ''))
		.$if(after !== null, (query) =>
			query.where(
				sql<SqlBool>`(created_at, post_id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`,
			),
		)
		.orderBy('createdAt', 'desc')
		.orderBy('postId', 'desc')
		.limit(limit + 1);

export const folderRows = (db: CommunityDb, memberId: string) =>
	db
		.selectFrom('bookmarkFolders')
		.leftJoin('bookmarks', 'bookmarks.folderId', 'bookmarkFolders.id')
		.select(['bookmarkFolders.id', 'bookmarkFolders.name'])
		.select(sql<number>`count(bookmarks.post_id)::int`.as('count'))
		.where('bookmarkFolders.memberId', '=', memberId)
		.groupBy('bookmarkFolders.id')
		.orderBy('bookmarkFolders.name')
		.limit(100);

export const folderById = (db: CommunityDb, memberId: string, folderId: string) =>
	db
		.selectFrom('bookmarkFolders')
		.select('id')
		.where('id', '=', folderId)
		.where('memberId', '=', memberId);

export const folderCount = (db: CommunityDb, memberId: string) =>
	db
		.selectFrom('bookmarkFolders')
		.select(sql<number>`count(*)::int`.as('count'))
		.where('memberId', '=', memberId);

export const insertFolder = (
	db: CommunityDb,
	folder: { id: string; memberId: string; name: string; createdAt: Date },
) => db.insertInto('bookmarkFolders').values(folder);

export const renameFolderRow = (
	db: CommunityDb,
	memberId: string,
	{ folderId, name }: { folderId: string; name: string },
) =>
	db
		.updateTable('bookmarkFolders')
		.set({ name })
		.where('id', '=', folderId)
		.where('memberId', '=', memberId)
		.returning('id');

/** What lay in the folder stays, without one. */
export const deleteFolderRow = (db: CommunityDb, memberId: string, folderId: string) =>
	db
		.deleteFrom('bookmarkFolders')
		.where('id', '=', folderId)
		.where('memberId', '=', memberId)
		.returning('id');

/** What a reminder needs to be sent, or to be let go. */
export const reminderRow = (db: CommunityDb, memberId: string, postId: string) =>
	db
		.selectFrom('bookmarks')
		.innerJoin('members', 'members.id', 'bookmarks.memberId')
		.innerJoin('posts', 'posts.id', 'bookmarks.postId')
		.select(['bookmarks.remindAt', 'bookmarks.note', 'members.userId'])
		.select(['posts.authorId', 'posts.spaceId', 'posts.status as postStatus'])
		.where('bookmarks.memberId', '=', memberId)
		.where('bookmarks.postId', '=', postId);

export const clearReminder = (db: CommunityDb, memberId: string, postId: string) =>
	db
		.updateTable('bookmarks')
		.set({ remindAt: null })
		.where('memberId', '=', memberId)
		.where('postId', '=', postId);

export const forgetBookmarksOf = (db: CommunityDb, memberId: string) => [
	db.deleteFrom('bookmarks').where('memberId', '=', memberId),
	db.deleteFrom('bookmarkFolders').where('memberId', '=', memberId),
];
