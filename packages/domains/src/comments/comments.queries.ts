import { sql, type QueryCreator, type SqlBool } from 'kysely';
import type { CommunityDb, CommunityTables } from '@kith/db/handles';
import type { AppAbility } from '../permissions/permission.ts';
import { accessible } from '../permissions/where.ts';
import { mentioning, searchVector } from '../rich-text/index.ts';
import type { RichText } from '../rich-text/rich-text.schema.ts';

/** Replies of one thread in one answer; the next ones are asked for by themselves. */
export const REPLIES_AT_ONCE = 20;
/** Comments in one answer, roots and replies together. */
export const MOST_COMMENTS = 60;
/** Stands before every comment of its moment. */
export const NO_ID = '00000000-0000-0000-0000-000000000000';
/** How many replies before the one that somebody came for are shown with it. */
const BEFORE = 5;

type Shown = { shown: { id: string; threadAt: Date; threadId: string } };
type Reader = Pick<QueryCreator<CommunityTables & Shown>, 'selectFrom'>;

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

type Keys = readonly [at: string, id: string];

type Listing = {
	ability: AppAbility;
	postId: string;
	/** The first thread of the page. */
	after: Keys | null;
	/** The first reply that is wanted of that thread; from its start when null. */
	from: Keys | null;
	limit: number;
};

const atOrAfter = ([at, id]: Keys) =>
	sql<SqlBool>`(comments.created_at, comments.id) >= (${at}::timestamptz, ${id}::uuid)`;

/** Replies of the first thread begin with one of them, those of the others with their first: one range of the index. */
const atOrAfterIn = (threadId: string, [at, id]: Keys) =>
	sql<SqlBool>`(comments.created_at, comments.id) >= (case when page.id = ${threadId}::uuid then ${at}::timestamptz else '-infinity' end, case when page.id = ${threadId}::uuid then ${id}::uuid else ${NO_ID}::uuid end)`;

/**
 * A page of threads in one statement: each comment that answers the post itself, oldest first, and the first replies
 * below it, one more than are shown. It reads no more than it answers, however long a thread is. No rows when the post
 * cannot be read.
 */
export const threadPage = (db: CommunityDb, { ability, postId, after, from, limit }: Listing) => {
	const reader = db.with('page', (page) =>
		page
			.selectFrom('comments')
			.innerJoin('posts', 'posts.id', 'comments.postId')
			.select(['comments.id', 'comments.createdAt'])
			.where(accessible(ability, 'read', 'Post', 'posts'))
			.where('comments.postId', '=', postId)
			.where('comments.parentId', 'is', null)
			.$if(after !== null, (query) => query.where(atOrAfter(after ?? ['', ''])))
			.orderBy('comments.createdAt')
			.orderBy('comments.id')
			.limit(limit + 1),
	);
	const shown = reader.with('shown', (inner) =>
		inner
			.selectFrom('page')
			.innerJoinLateral(
				(eb) =>
					eb
						.selectFrom('comments')
						.select(['comments.id', 'comments.createdAt'])
						.whereRef('comments.id', '=', 'page.id')
						.unionAll((next) =>
							next.parens(
								eb
									.selectFrom('comments')
									.select(['comments.id', 'comments.createdAt'])
									.whereRef('comments.rootId', '=', 'page.id')
									.$if(from !== null, (query) =>
										query.where(atOrAfterIn(after?.[1] ?? '', from ?? ['', ''])),
									)
									.orderBy('comments.createdAt')
									.orderBy('comments.id')
									.limit(REPLIES_AT_ONCE + 1),
							),
						)
						.as('line'),
				(join) => join.onTrue(),
			)
			.select(['line.id', 'page.createdAt as threadAt', 'page.id as threadId'])
			.orderBy('page.createdAt')
			.orderBy('page.id')
			.orderBy('line.createdAt')
			.orderBy('line.id')
			.limit(MOST_COMMENTS + REPLIES_AT_ONCE),
	);
	return view(shown)
		.innerJoin('shown', 'shown.id', 'comments.id')
		.orderBy('shown.threadAt')
		.orderBy('shown.threadId')
		.orderBy('comments.createdAt')
		.orderBy('comments.id');
};

type Replies = { ability: AppAbility; postId: string; rootId: string; from: Keys; limit: number };

/** The replies of one thread from one on, in the order they were written, one more than asked for. */
export const replyPage = (db: CommunityDb, { ability, postId, rootId, from, limit }: Replies) =>
	// It reads tables alone; `shown` is there for pages.
	view(db as unknown as Reader)
		.innerJoin('posts', 'posts.id', 'comments.postId')
		.where(accessible(ability, 'read', 'Post', 'posts'))
		.where('comments.postId', '=', postId)
		.where('comments.rootId', '=', rootId)
		.where(atOrAfter(from))
		.orderBy('comments.createdAt')
		.orderBy('comments.id')
		.limit(limit + 1);

/** Where the thread that holds a comment begins, and from which reply on to show it. */
export const threadStart = (db: CommunityDb, postId: string, commentId: string) =>
	db
		.selectFrom('comments')
		.innerJoin('comments as roots', (join) =>
			join.on((eb) => eb('roots.id', '=', eb.fn.coalesce('comments.rootId', 'comments.id'))),
		)
		.leftJoinLateral(
			(eb) =>
				eb
					.selectFrom('comments as earlier')
					.select(['earlier.id', 'earlier.createdAt'])
					.whereRef('earlier.rootId', '=', 'comments.rootId')
					.where(
						sql<SqlBool>`(earlier.created_at, earlier.id) <= (comments.created_at, comments.id)`,
					)
					.orderBy('earlier.createdAt', 'desc')
					.orderBy('earlier.id', 'desc')
					.offset(BEFORE)
					.limit(1)
					.as('first'),
			(join) => join.onTrue(),
		)
		.select(['roots.id', 'roots.createdAt', 'first.id as fromId', 'first.createdAt as fromAt'])
		.where('comments.id', '=', commentId)
		.where('comments.postId', '=', postId);

/** The row a verb decides on; none once its post has left the site, because nobody gets to it any more. */
export const commentById = (db: CommunityDb, commentId: string) =>
	db
		.selectFrom('comments')
		.select(['id', 'postId', 'spaceId', 'parentId', 'rootId', 'depth'])
		.select(['authorId', 'status', 'version', 'createdAt', 'editedAt'])
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

/** `editedAt` is null for an edit that leaves no trace. */
type Edit = { locale: string; body: RichText; excerpt: string; editedAt: Date | null };

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
