import { sql } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import { mentioning, searchVector } from '../rich-text/index.ts';
import type { RichText } from '../rich-text/rich-text.schema.ts';

/** The row a verb decides on; none once its post has left the site, because nobody gets to it any more. */
export const commentById = (db: CommunityDb, commentId: string) =>
	db
		.selectFrom('comments')
		.select(['id', 'postId', 'spaceId', 'parentId', 'rootId', 'depth'])
		.select(['authorId', 'status', 'version', 'createdAt', 'editedAt', 'excerpt'])
		.where('id', '=', commentId)
		.where((eb) =>
			eb.exists(
				eb
					.selectFrom('posts')
					.select('posts.id')
					.whereRef('posts.id', '=', 'comments.postId')
					.where('posts.status', '=', 'published'),
			),
		);

type NewComment = {
	id: string;
	postId: string;
	spaceId: string;
	parentId: string | null;
	rootId: string | null;
	depth: number;
	authorId: string;
	locale: string;
	body: RichText;
	excerpt: string;
	createdAt: Date;
	isExample?: boolean;
};

/** Idempotent by id: publishing twice inserts once. */
export const insertComment = (db: CommunityDb, { body, locale, ...comment }: NewComment) =>
	db
		.insertInto('comments')
		.values({
			...comment,
			body: JSON.stringify(body),
			search: searchVector(locale, { body }, { db, authorId: comment.authorId }),
			status: 'published',
		})
		.onConflict((conflict) => conflict.column('id').doNothing())
		.returning('id');

/** Counts by difference under the row's lock, so that parallel comments add up exactly. */
export const countComment = (db: CommunityDb, postId: string, now: Date) =>
	db
		.updateTable('posts')
		.set({ commentCount: sql<number>`comment_count + 1`, lastActivityAt: now })
		.where('id', '=', postId);

/** The same for one that comes back: nothing new was written. */
export const recountComment = (db: CommunityDb, postId: string) =>
	db
		.updateTable('posts')
		.set({ commentCount: sql<number>`comment_count + 1` })
		.where('id', '=', postId);

export const uncountComment = (db: CommunityDb, postId: string) =>
	db
		.updateTable('posts')
		.set({ commentCount: sql<number>`greatest(comment_count - 1, 0)` })
		.where('id', '=', postId);

export const markSpaceActive = (db: CommunityDb, spaceId: string, now: Date) =>
	db.updateTable('spaces').set({ lastActivityAt: now }).where('id', '=', spaceId);

/** `editedAt` is null for an edit that leaves no trace. */
type Edit = { locale: string; body: RichText; excerpt: string; editedAt: Date | null };

/** Whose the row is that is being changed. */
const itself = (db: CommunityDb) => ({ db, authorId: sql<string>`comments.author_id` });

export const updateComment = (
	db: CommunityDb,
	commentId: string,
	{ body, locale, ...edit }: Edit,
) =>
	db
		.updateTable('comments')
		.set({
			...edit,
			body: JSON.stringify(body),
			search: searchVector(locale, { body }, itself(db)),
			version: sql<number>`version + 1`,
		})
		.where('id', '=', commentId);

export const setCommentStatus = (
	db: CommunityDb,
	commentId: string,
	status: 'published' | 'removed' | 'deleted',
	removedWhy = '',
) =>
	db
		.updateTable('comments')
		.set({ status, removedWhy, version: sql<number>`version + 1` })
		.where('id', '=', commentId);

/** Texts that mention a member, in the order of their ids, locked. */
export const commentsMentioning = (
	db: CommunityDb,
	{ memberId, after, limit }: { memberId: string; after: string | null; limit: number },
) =>
	db
		.selectFrom('comments')
		.select(['id', 'body'])
		.where(mentioning(memberId))
		.$if(after !== null, (query) => query.where('id', '>', after))
		.orderBy('id')
		.limit(limit)
		.forNoKeyUpdate();

/** Comments among these, locked, to have their words for search made anew. */
export const commentsToReword = (db: CommunityDb, ids: readonly string[]) =>
	db
		.selectFrom('comments')
		.select(['id', 'body'])
		.where('id', 'in', [...ids])
		.orderBy('id')
		.forNoKeyUpdate();

export const setCommentSearch = (
	db: CommunityDb,
	id: string,
	{ locale, body }: Pick<Edit, 'locale' | 'body'>,
) =>
	db
		.updateTable('comments')
		.set({ search: searchVector(locale, { body }, itself(db)) })
		.where('id', '=', id);

/** Changes the words of a text without telling that it was edited: its author did nothing. */
export const rewriteComment = (
	db: CommunityDb,
	id: string,
	{ body, locale, excerpt }: Omit<Edit, 'editedAt'>,
) =>
	db
		.updateTable('comments')
		.set({
			...{ body: JSON.stringify(body), excerpt, version: sql<number>`version + 1` },
			search: searchVector(locale, { body }, itself(db)),
		})
		.where('id', '=', id);
