import { sql, type SqlBool } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import type { AppAbility } from '../permissions/permission.ts';
import { accessible } from '../permissions/where.ts';
import { mentioning, searchVector } from '../rich-text/index.ts';
import type { RichText } from '../rich-text/rich-text.schema.ts';
import { aroundPost, inSpace } from './placements.queries.ts';

const CARD = [
	...(['posts.id', 'posts.spaceId', 'posts.title', 'posts.excerpt', 'posts.isExample'] as const),
	...(['posts.pinnedAt', 'posts.commentCount', 'posts.reactionCount', 'posts.createdAt'] as const),
	...(['posts.editedAt', 'posts.lastActivityAt', 'posts.coverFileId'] as const),
	...(['posts.status', 'posts.authorId', 'posts.version'] as const),
	...(['posts.pinnedUntil', 'posts.featuredAt', 'posts.contentWarning'] as const),
	...(['posts.lockedAt', 'posts.lockReason', 'posts.idleDays', 'posts.coAuthorIds'] as const),
	...(['members.handle', 'members.name', 'members.avatarFileId'] as const),
	...(['files.width as coverWidth', 'files.height as coverHeight'] as const),
] as const;

/** Posts with their author, cover and the viewer's last visit: one statement for a whole page. */
export const cards = (db: CommunityDb, viewerId: string) =>
	db
		.selectFrom('posts')
		.innerJoin('members', 'members.id', 'posts.authorId')
		.leftJoin('files', 'files.id', 'posts.coverFileId')
		.leftJoin('spaceVisits', (join) =>
			join
				.onRef('spaceVisits.spaceId', '=', 'posts.spaceId')
				.on('spaceVisits.memberId', '=', viewerId),
		)
		.select(CARD)
		.select((eb) => [
			'spaceVisits.seenAt',
			sql<string[]>`array(${eb
				.selectFrom('memberRoles')
				.select('roleId')
				.whereRef('memberRoles.memberId', '=', 'members.id')})`.as('authorRoleIds'),
		]);

type Listing = {
	ability: AppAbility;
	viewerId: string;
	spaceId?: string | undefined;
	authorId?: string | undefined;
	after: readonly [string, string] | null;
	limit: number;
};

/** The latest posts the viewer may read, newest first, one more than asked for. */
export const latestPosts = (db: CommunityDb, listing: Listing) =>
	cards(db, listing.viewerId)
		.where(accessible(listing.ability, 'read', 'Post', 'posts'))
		.$if(listing.spaceId !== undefined, (query) =>
			query.where(inSpace(db, { ...listing, spaceId: listing.spaceId ?? '' })),
		)
		.$if(listing.authorId !== undefined, (query) =>
			query.where('posts.authorId', '=', listing.authorId ?? ''),
		)
		.$if(listing.after !== null, (query) =>
			query.where(
				sql<SqlBool>`(posts.created_at, posts.id) < (${listing.after?.[0]}::timestamptz, ${listing.after?.[1]}::uuid)`,
			),
		)
		.orderBy('posts.createdAt', 'desc')
		.orderBy('posts.id', 'desc')
		.limit(listing.limit + 1);

export const pinnedPosts = (
	db: CommunityDb,
	listing: Pick<Listing, 'ability' | 'viewerId' | 'spaceId'> & { now: Date },
) =>
	cards(db, listing.viewerId)
		.where(accessible(listing.ability, 'read', 'Post', 'posts'))
		.where('posts.pinnedAt', 'is not', null)
		.where((eb) =>
			eb.or([eb('posts.pinnedUntil', 'is', null), eb('posts.pinnedUntil', '>', listing.now)]),
		)
		.where('posts.spaceId', '=', listing.spaceId ?? '')
		.orderBy('posts.pinnedAt', 'desc')
		.limit(5);

export const postCardById = (db: CommunityDb, postId: string, viewerId: string) =>
	cards(db, viewerId)
		.select(['posts.body', 'posts.invitedAuthorIds'])
		.select(aroundPost)
		.where('posts.id', '=', postId);

/** The row a verb decides on; lock it when the verb writes. */
export const postById = (db: CommunityDb, postId: string) =>
	db
		.selectFrom('posts')
		.select(['id', 'spaceId', 'authorId', 'status', 'version', 'pinnedAt', 'createdAt'])
		.select(['title', 'editedAt', 'lastActivityAt', 'commentCount', 'coAuthorIds'])
		.select(['lockedAt', 'lockReason', 'idleDays', 'featuredAt', 'invitedAuthorIds'])
		.where('id', '=', postId);

type NewPost = {
	id: string;
	locale: string;
	spaceId: string;
	authorId: string;
	title: string;
	body: RichText;
	excerpt: string;
	coverFileId: string | null;
	contentWarning?: string;
	createdAt: Date;
	isExample?: boolean;
	pinnedAt?: Date | null;
};

/** Idempotent by id: publishing twice inserts once. */
export const insertPost = (db: CommunityDb, { body, locale, ...post }: NewPost) =>
	db
		.insertInto('posts')
		.values({
			...post,
			body: JSON.stringify(body),
			search: searchVector(locale, { title: post.title, body }),
			status: 'published',
			lastActivityAt: post.createdAt,
		})
		.onConflict((conflict) => conflict.column('id').doNothing())
		.returning('id');

export const countPostInSpace = (db: CommunityDb, spaceId: string, now: Date) =>
	db
		.updateTable('spaces')
		.set({ postCount: sql<number>`post_count + 1`, lastActivityAt: now })
		.where('id', '=', spaceId);

export const uncountPostInSpace = (db: CommunityDb, spaceId: string) =>
	db
		.updateTable('spaces')
		.set({ postCount: sql<number>`greatest(post_count - 1, 0)` })
		.where('id', '=', spaceId);

type Edit = {
	locale: string;
	title: string;
	body: RichText;
	excerpt: string;
	coverFileId: string | null;
	/** Null for an edit that leaves no trace. */
	editedAt: Date | null;
	contentWarning?: string;
};

export const updatePost = (db: CommunityDb, postId: string, { body, locale, ...edit }: Edit) =>
	db
		.updateTable('posts')
		.set({
			...edit,
			body: JSON.stringify(body),
			search: searchVector(locale, { title: edit.title, body }),
			version: sql<number>`version + 1`,
		})
		.where('id', '=', postId);

export const setPostStatus = (db: CommunityDb, postId: string, status: 'removed' | 'deleted') =>
	db
		.updateTable('posts')
		.set({ status, pinnedAt: null, version: sql<number>`version + 1` })
		.where('id', '=', postId);

export const setPostPinned = (
	db: CommunityDb,
	postId: string,
	pin: { pinnedAt: Date | null; pinnedUntil: Date | null },
) => db.updateTable('posts').set(pin).where('id', '=', postId);

/** Reactions point at posts and comments alike, so no foreign key takes them along. */
export const deleteExampleReactions = (db: CommunityDb) =>
	db.deleteFrom('reactions').where('subjectId', 'in', (eb) =>
		eb
			.selectFrom('posts')
			.select('id')
			.where('isExample', '=', true)
			.union(
				eb
					.selectFrom('comments')
					.innerJoin('posts', 'posts.id', 'comments.postId')
					.select('comments.id')
					.where('posts.isExample', '=', true),
			),
	);

/** Their histories are found by id alone, too. */
export const deleteExampleHistory = (db: CommunityDb) =>
	db.deleteFrom('history').where('subjectId', 'in', (eb) =>
		eb
			.selectFrom('posts')
			.select('id')
			.where('isExample', '=', true)
			.union(
				eb
					.selectFrom('comments')
					.innerJoin('posts', 'posts.id', 'comments.postId')
					.select('comments.id')
					.where('posts.isExample', '=', true),
			),
	);

/** Deletes starter posts for good, with the comments below them. */
export const deleteExamplePosts = (db: CommunityDb) =>
	db.deleteFrom('posts').where('isExample', '=', true).returning(['id', 'spaceId', 'status']);

/** Binds the writers' own, yet unbound pictures to the space of what they were put into. */
export const attachFiles = (
	db: CommunityDb,
	{
		fileIds,
		ownerIds,
		spaceId,
		now,
	}: { fileIds: string[]; ownerIds: readonly string[]; spaceId: string; now: Date },
) =>
	db
		.updateTable('files')
		.set({ spaceId, attachedAt: now })
		.where('id', 'in', fileIds)
		.where('ownerId', 'in', [...ownerIds])
		.where('purpose', '=', 'post')
		.where((eb) => eb.or([eb('spaceId', 'is', null), eb('spaceId', '=', spaceId)]))
		.returning('id');

/** Texts that mention a member, in the order of their ids, locked. */
export const postsMentioning = (
	db: CommunityDb,
	{ memberId, after, limit }: { memberId: string; after: string | null; limit: number },
) =>
	db
		.selectFrom('posts')
		.select(['id', 'title', 'body'])
		.where(mentioning(memberId))
		.$if(after !== null, (query) => query.where('id', '>', after))
		.orderBy('id')
		.limit(limit)
		.forNoKeyUpdate();

/** Changes the words of a text without telling that it was edited: its author did nothing. */
export const rewritePost = (
	db: CommunityDb,
	id: string,
	{ body, locale, excerpt, title }: Omit<Edit, 'coverFileId' | 'editedAt'>,
) =>
	db
		.updateTable('posts')
		.set({
			...{ body: JSON.stringify(body), excerpt, version: sql<number>`version + 1` },
			search: searchVector(locale, { title, body }),
		})
		.where('id', '=', id);
