import { sql, type QueryCreator, type RawBuilder, type SqlBool } from 'kysely';
import type { CommunityDb, CommunityTables } from '@kith/db/handles';
import type { AppAbility } from '../permissions/permission.ts';
import { accessible } from '../permissions/where.ts';
import { heldChange } from '../posts/index.ts';
import { reactionsColumn } from '../reactions/index.ts';
import { MOST_COMMENTS, type ThreadOrder } from './comments.schema.ts';

/** Replies of one thread in one answer; the next ones are asked for by themselves. */
export const REPLIES_AT_ONCE = 20;
/** Stands before every comment of its moment. */
export const NO_ID = '00000000-0000-0000-0000-000000000000';
/** How many replies before the one that somebody came for are shown with it. */
const BEFORE = 5;

type Shown = { shown: { id: string; place: number } };
type Reader = Pick<QueryCreator<CommunityTables & Shown>, 'selectFrom'>;

const view = (db: Reader, { memberId }: Viewing) =>
	db
		.selectFrom('comments')
		.innerJoin('members', 'members.id', 'comments.authorId')
		.select([
			...(['comments.id', 'comments.postId', 'comments.parentId', 'comments.rootId'] as const),
			...(['comments.depth', 'comments.status', 'comments.body', 'comments.spaceId'] as const),
			...(['comments.reactionCount', 'comments.createdAt', 'comments.editedAt'] as const),
			...(['comments.version', 'comments.authorId', 'comments.removedWhy'] as const),
			...(['members.handle', 'members.name', 'members.avatarFileId'] as const),
		])
		.select((eb) => {
			// Not by `db`, which would bring all that is defined before along once more.
			const within = eb as unknown as Pick<CommunityDb, 'selectFrom'>;
			return [
				heldChange(within, memberId, 'comments').as('held'),
				reactionsColumn(within, 'comments', memberId).as('reactions'),
			];
		})
		.select((eb) =>
			sql<string[]>`array(${eb
				.selectFrom('memberRoles')
				.select('roleId')
				.distinct()
				.whereRef('memberRoles.memberId', '=', 'members.id')})`.as('authorRoleIds'),
		);

const NOWHERE = { at: '', id: '' };

type Keys = readonly [at: string, id: string];

/** The first thread of a page; its likes where those make the order. */
export type ThreadKeys = { at: string; id: string; likes?: number };

/** Whoever reads: their own changes that wait are told of. */
type Viewing = { memberId: string };

type Listing = Viewing & {
	ability: AppAbility;
	postId: string;
	order?: ThreadOrder | undefined;
	after: ThreadKeys | null;
	/** The first reply that is wanted of that thread; from its start when null. */
	from: Keys | null;
	limit: number;
};

const atOrAfter = ([at, id]: Keys) =>
	sql<SqlBool>`(comments.created_at, comments.id) >= (${at}::timestamptz, ${id}::uuid)`;

const IN_ORDER: Readonly<Record<ThreadOrder, RawBuilder<unknown>>> = {
	oldest: sql`comments.created_at, comments.id`,
	newest: sql`comments.created_at desc, comments.id desc`,
	liked: sql`comments.reaction_count desc, comments.created_at, comments.id`,
};

/** Where the next page of threads begins, with that thread in it. */
function beginsWith(order: ThreadOrder, { at, id, likes = 0 }: ThreadKeys) {
	const place = sql`(${at}::timestamptz, ${id}::uuid)`;
	if (order === 'newest') return sql<SqlBool>`(comments.created_at, comments.id) <= ${place}`;
	const further = sql<SqlBool>`(comments.created_at, comments.id) >= ${place}`;
	if (order === 'oldest') return further;
	return sql<SqlBool>`comments.reaction_count <= ${likes}
		and (comments.reaction_count < ${likes} or ${further})`;
}

/** Replies of the first thread begin with one of them, those of the others with their first: one range of the index. */
const atOrAfterIn = (threadId: string, [at, id]: Keys) =>
	sql<SqlBool>`(comments.created_at, comments.id) >= (case when page.id = ${threadId}::uuid then ${at}::timestamptz else '-infinity' end, case when page.id = ${threadId}::uuid then ${id}::uuid else ${NO_ID}::uuid end)`;

/**
 * A page of threads in one statement: each comment that answers the post itself, in the order asked for, and the first
 * replies below it, one more than are shown. It reads no more than it answers, however long a thread is. No row when the post
 * cannot be read, and one that holds nothing when there is no comment.
 */
export const threadPage = (db: CommunityDb, listing: Listing) => {
	const { ability, memberId, postId, order = 'oldest', after, from, limit } = listing;
	const inOrder = IN_ORDER[order];
	const reader = db.with('page', (page) =>
		page
			.selectFrom('comments')
			.select(['comments.id', sql<number>`row_number() over (order by ${inOrder})`.as('place')])
			.where('comments.postId', '=', postId)
			.where('comments.parentId', 'is', null)
			.$if(after !== null, (query) => query.where(beginsWith(order, after ?? NOWHERE)))
			.orderBy(inOrder)
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
										query.where(atOrAfterIn(after?.id ?? '', from ?? ['', ''])),
									)
									.orderBy('comments.createdAt')
									.orderBy('comments.id')
									.limit(REPLIES_AT_ONCE + 1),
							),
						)
						.as('line'),
				(join) => join.onTrue(),
			)
			.select(['line.id', 'page.place'])
			.orderBy('page.place')
			.orderBy('line.createdAt')
			.orderBy('line.id')
			.limit(MOST_COMMENTS + REPLIES_AT_ONCE),
	);
	const lines = view(shown, { memberId })
		.innerJoin('shown', 'shown.id', 'comments.id')
		.select('shown.place');
	return db
		.selectFrom('posts')
		.leftJoin(lines.as('line'), (join) => join.onTrue())
		.selectAll('line')
		.where('posts.id', '=', postId)
		.where(accessible(ability, 'read', 'Post', 'posts'))
		.orderBy('line.place')
		.orderBy('line.createdAt')
		.orderBy('line.id');
};

type Replies = Viewing & {
	ability: AppAbility;
	postId: string;
	rootId: string;
	from: Keys;
	limit: number;
};

/** The replies of one thread from one on, in the order they were written, one more than asked for. */
export const replyPage = (
	db: CommunityDb,
	{ ability, memberId, postId, rootId, from, limit }: Replies,
) =>
	// It reads tables alone; `shown` is there for pages.
	view(db as unknown as Reader, { memberId })
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
