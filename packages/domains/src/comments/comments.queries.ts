import { sql, type QueryCreator, type SqlBool } from 'kysely';
import type { CommunityDb, CommunityTables } from '@kith/db/handles';
import type { AppAbility } from '../permissions/permission.ts';
import { accessible } from '../permissions/where.ts';
import { mentioning, searchVector } from '../rich-text/index.ts';
import type { RichText } from '../rich-text/rich-text.schema.ts';

/** Replies read with one page of threads; a page never costs more, however long a thread is. */
const REPLIES_PER_PAGE = 500;

type Reader = Pick<QueryCreator<CommunityTables & { page: { id: string } }>, 'selectFrom'>;

const view = (db: Reader) =>
	db
		.selectFrom('comments')
		.innerJoin('members', 'members.id', 'comments.authorId')
		.select([
			...(['comments.id', 'comments.postId', 'comments.parentId', 'comments.rootId'] as const),
			...(['comments.depth', 'comments.status', 'comments.body', 'comments.spaceId'] as const),
			...(['comments.reactionCount', 'comments.createdAt', 'comments.editedAt'] as const),
			...(['comments.version', 'comments.authorId'] as const),
			...(['members.handle', 'members.name', 'members.avatarFileId'] as const),
		])
		.select((eb) =>
			sql<string[]>`array(${eb
				.selectFrom('memberRoles')
				.select('roleId')
				.whereRef('memberRoles.memberId', '=', 'members.id')})`.as('authorRoleIds'),
		);

type Listing = {
	ability: AppAbility;
	postId: string;
	after: readonly [string, string] | null;
	limit: number;
};

/**
 * A page of threads in one statement: the comments that answer the post itself, oldest first and one more than asked
 * for, then the replies below them. No rows when the post cannot be read.
 */
export const threadPage = (db: CommunityDb, { ability, postId, after, limit }: Listing) => {
	const reader = db.with('page', (page) =>
		page
			.selectFrom('comments')
			.innerJoin('posts', 'posts.id', 'comments.postId')
			.select('comments.id')
			.where(accessible(ability, 'read', 'Post', 'posts'))
			.where('comments.postId', '=', postId)
			.where('comments.parentId', 'is', null)
			.$if(after !== null, (query) =>
				query.where(
					sql<SqlBool>`(comments.created_at, comments.id) >= (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`,
				),
			)
			.orderBy('comments.createdAt')
			.orderBy('comments.id')
			.limit(limit + 1),
	);
	const replies = view(reader)
		.where('comments.rootId', 'in', (eb) => eb.selectFrom('page').select('page.id'))
		.orderBy('comments.createdAt')
		.orderBy('comments.id')
		.limit(REPLIES_PER_PAGE);
	return view(reader)
		.where('comments.id', 'in', (eb) => eb.selectFrom('page').select('page.id'))
		.unionAll((eb) => eb.parens(replies))
		.orderBy('createdAt')
		.orderBy('id');
};

/** Where the thread that holds a comment begins. */
export const threadStart = (db: CommunityDb, postId: string, commentId: string) =>
	db
		.selectFrom('comments')
		.innerJoin('comments as roots', (join) =>
			join.on((eb) => eb('roots.id', '=', eb.fn.coalesce('comments.rootId', 'comments.id'))),
		)
		.select(['roots.id', 'roots.createdAt'])
		.where('comments.id', '=', commentId)
		.where('comments.postId', '=', postId);

/** The row a verb decides on; none once its post has left the site, because nobody gets to it any more. */
export const commentById = (db: CommunityDb, commentId: string) =>
	db
		.selectFrom('comments')
		.select(['id', 'postId', 'spaceId', 'parentId', 'rootId', 'depth'])
		.select(['authorId', 'status', 'version', 'createdAt'])
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
			search: searchVector(locale, { body }),
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

export const uncountComment = (db: CommunityDb, postId: string) =>
	db
		.updateTable('posts')
		.set({ commentCount: sql<number>`greatest(comment_count - 1, 0)` })
		.where('id', '=', postId);

export const markSpaceActive = (db: CommunityDb, spaceId: string, now: Date) =>
	db.updateTable('spaces').set({ lastActivityAt: now }).where('id', '=', spaceId);

type Edit = { locale: string; body: RichText; excerpt: string; editedAt: Date };

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
			search: searchVector(locale, { body }),
			version: sql<number>`version + 1`,
		})
		.where('id', '=', commentId);

export const setCommentStatus = (
	db: CommunityDb,
	commentId: string,
	status: 'removed' | 'deleted',
) =>
	db
		.updateTable('comments')
		.set({ status, version: sql<number>`version + 1` })
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
			search: searchVector(locale, { body }),
		})
		.where('id', '=', id);
