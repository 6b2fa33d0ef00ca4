import { sql, type SqlBool } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import type { RichText } from '../rich-text/rich-text.schema.ts';

const NOTED = 'noted';

type Written = { id: string; memberId: string; actorId: string | null; details: NoteDetails };

/** What a note holds; kept as text, by whom as they were called where no member stands behind them. */
export type NoteDetails = { text: string; by?: string; staffId?: string; editedAt?: string };

export const insertNote = (
	db: CommunityDb,
	{ memberId, details, ...note }: Written & { createdAt: Date },
) =>
	db
		.insertInto('history')
		.values({
			...{ ...note, subjectId: memberId, subjectKind: 'member', action: NOTED },
			details: JSON.stringify(details),
		})
		.onConflict((conflict) => conflict.column('id').doNothing())
		.returning('id');

const notes = (db: CommunityDb) =>
	db
		.selectFrom('history')
		.leftJoin('members as authors', 'authors.id', 'history.actorId')
		.select(['history.id', 'history.subjectId as memberId', 'history.createdAt as at'])
		.select(['history.actorId as authorId', 'authors.name'])
		.select(sql<NoteDetails>`history.details`.as('details'))
		.where('history.subjectKind', '=', 'member')
		.where('history.action', '=', NOTED);

export const noteRow = (db: CommunityDb, noteId: string) =>
	notes(db)
		.innerJoin('members as noted', 'noted.id', 'history.subjectId')
		.select('noted.name as memberName')
		.where('history.id', '=', noteId)
		.forNoKeyUpdate('history');

export const noteCount = (db: CommunityDb, memberId: string) =>
	db
		.selectFrom('history')
		.select(sql<number>`count(*)::int`.as('count'))
		.where('subjectId', '=', memberId)
		.where('subjectKind', '=', 'member');

export const rewriteNote = (db: CommunityDb, noteId: string, details: NoteDetails) =>
	db
		.updateTable('history')
		.set({ details: JSON.stringify(details) })
		.where('id', '=', noteId);

export const deleteNote = (db: CommunityDb, noteId: string) =>
	db.deleteFrom('history').where('id', '=', noteId).where('subjectKind', '=', 'member');

export const deleteNotesAbout = (db: CommunityDb, memberId: string) =>
	db.deleteFrom('history').where('subjectId', '=', memberId).where('subjectKind', '=', 'member');

/** A stretch of what is told of a member: what lies before a moment and, in that moment, before a key. */
export type Stretch = {
	memberId: string;
	before: readonly [at: string, key: string];
	limit: number;
};

const place = ([moment, key]: Stretch['before']) => sql`(${moment}::timestamptz, ${key}::uuid)`;

export const notesAbout = (db: CommunityDb, { memberId, before, limit }: Stretch) =>
	notes(db)
		.where('history.subjectId', '=', memberId)
		.where(sql<SqlBool>`(history.created_at, history.id) < ${place(before)}`)
		.orderBy('history.createdAt', 'desc')
		.orderBy('history.id', 'desc')
		.limit(limit);

type Readable = Stretch & { spaceIds: readonly string[] };

const readable = (spaceIds: readonly string[]) => sql<string>`any(${[...spaceIds]}::uuid[])`;

export const postsBy = (db: CommunityDb, { memberId, before, limit, spaceIds }: Readable) =>
	db
		.selectFrom('posts')
		.select(['id', 'createdAt as at', 'id as postId', 'title', 'excerpt'])
		.where('authorId', '=', memberId)
		.where('status', '=', 'published')
		.where('spaceId', '=', readable(spaceIds))
		.where(sql<SqlBool>`(posts.created_at, posts.id) < ${place(before)}`)
		.orderBy('createdAt', 'desc')
		.orderBy('id', 'desc')
		.limit(limit);

export const commentsBy = (db: CommunityDb, { memberId, before, limit, spaceIds }: Readable) =>
	db
		.selectFrom('comments')
		.innerJoin('posts', 'posts.id', 'comments.postId')
		.select(['comments.id', 'comments.createdAt as at', 'comments.postId'])
		.select(['posts.title', sql<RichText>`comments.body`.as('body')])
		.where('comments.authorId', '=', memberId)
		.where('comments.status', '=', 'published')
		.where('posts.status', '=', 'published')
		.where('comments.spaceId', '=', readable(spaceIds))
		.where(sql<SqlBool>`(comments.created_at, comments.id) < ${place(before)}`)
		.orderBy('comments.createdAt', 'desc')
		.orderBy('comments.id', 'desc')
		.limit(limit);

/** Tells versions of both texts that are accepted apart, in one order. */
const ACCEPTED = sql<number>`version * 2 + (kind = 'terms')::integer`;
/** Every version there is: the key of what was accepted begins with it. */
const published = (db: CommunityDb) => db.selectFrom('guidelines').select(['kind', 'version']);

/** What the member accepted, newest first; a version is accepted once. */
export const acceptancesBy = (
	db: CommunityDb,
	{ memberId, before: [moment, key], limit }: Stretch,
) =>
	db
		.selectFrom('guidelineAcceptances')
		.select(['kind as text', 'version', 'acceptedAt as at', ACCEPTED.as('key')])
		.where('memberId', '=', memberId)
		.where(sql<SqlBool>`(kind, version) in ${published(db)}`)
		.where(
			sql<SqlBool>`(accepted_at, ${ACCEPTED}) < (${moment}::timestamptz, ${Number(key)}::integer)`,
		)
		.orderBy('acceptedAt', 'desc')
		.orderBy(ACCEPTED, 'desc')
		.limit(limit);

export const joiningOf = (db: CommunityDb, memberId: string) =>
	db
		.selectFrom('members')
		.select(['id', 'name', 'status', 'joinedAt as at'])
		.where('id', '=', memberId);
