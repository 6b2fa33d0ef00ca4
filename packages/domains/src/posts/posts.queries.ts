import { sql } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import type { AppAbility } from '../permissions/permission.ts';
import { mentioning, searchVector } from '../rich-text/index.ts';
import type { RichText } from '../rich-text/rich-text.schema.ts';
import { cards, listedCards } from './cards.queries.ts';
import { heldChange } from './held.queries.ts';
import { aroundPost, beyond, inSpace, ofMember } from './placements.queries.ts';
import type { PostKind, PostState } from './posts.schema.ts';

type Listing = {
	ability: AppAbility;
	viewerId: string;
	spaceId?: string | undefined;
	authorId?: string | undefined;
	after: readonly [string, string] | null;
	limit: number;
};

/** Posts the viewer may read, newest first, one more than asked for; no idea that became another. */
export const latestPosts = (db: CommunityDb, listing: Listing) =>
	listedCards(db, listing.viewerId, listing.ability)
		.$if(listing.spaceId !== undefined, (query) =>
			query.where(inSpace(db, { ...listing, spaceId: listing.spaceId ?? '' })),
		)
		.$if(listing.authorId !== undefined, (query) =>
			query.where(ofMember(db, { ...listing, authorId: listing.authorId ?? '' })),
		)
		.where('posts.mergedIntoId', 'is', null)
		.where(beyond(listing.after))
		.orderBy('posts.createdAt', 'desc')
		.orderBy('posts.id', 'desc')
		.limit(listing.limit + 1);

export const pinnedPosts = (
	db: CommunityDb,
	listing: Pick<Listing, 'ability' | 'viewerId' | 'spaceId'> & { now: Date },
) =>
	listedCards(db, listing.viewerId, listing.ability)
		.where('posts.pinnedAt', 'is not', null)
		.where((eb) =>
			eb.or([eb('posts.pinnedUntil', 'is', null), eb('posts.pinnedUntil', '>', listing.now)]),
		)
		.where('posts.spaceId', '=', listing.spaceId ?? '')
		.orderBy('posts.pinnedAt', 'desc')
		.limit(5);

/** The cards of `ids` that the viewer may read, in no order; what left the site meanwhile is left out. */
export const postCardsByIds = (
	db: CommunityDb,
	{ ability, viewerId, ids }: Pick<Listing, 'ability' | 'viewerId'> & { ids: readonly string[] },
) =>
	listedCards(db, viewerId, ability).where('posts.id', '=', sql<string>`any(${[...ids]}::uuid[])`);

export const postCardById = (db: CommunityDb, postId: string, viewerId: string) =>
	cards(db, viewerId)
		.leftJoin('receipts', (join) =>
			join.onRef('receipts.postId', '=', 'posts.id').on('receipts.memberId', '=', viewerId),
		)
		.select(['posts.body', 'posts.invitedAuthorIds', 'posts.filing'])
		.select(['receipts.seenAt as toldAt', 'receipts.acknowledgedAt'])
		.select(aroundPost)
		.select(heldChange(db, viewerId).as('held'))
		.where('posts.id', '=', postId);

/** The row a verb decides on; lock it when the verb writes. */
export const postById = (db: CommunityDb, postId: string) =>
	db
		.selectFrom('posts')
		.select(['id', 'spaceId', 'authorId', 'status', 'version', 'pinnedAt', 'createdAt'])
		.select(['title', 'editedAt', 'lastActivityAt', 'commentCount', 'coAuthorIds'])
		.select(['lockedAt', 'lockReason', 'idleDays', 'featuredAt', 'invitedAuthorIds'])
		.select(['kind', 'state', 'voteCount', 'mergedIntoId', 'hasPoll'])
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
	kind?: PostKind;
	/** What is kept for its kind alone. */
	facts?: object;
	hasPoll?: boolean;
	createdAt: Date;
	isExample?: boolean;
	pinnedAt?: Date | null;
};

/** How a post of this kind stands when it is new. */
const firstStateOf = (kind?: PostKind): PostState | null => {
	if (kind === 'question') return 'unsolved';
	return kind === 'idea' ? 'open' : null;
};

export const setKind = (db: CommunityDb, postId: string, kind: PostKind) =>
	db
		.updateTable('posts')
		.set({ kind, state: firstStateOf(kind), kindFacts: '{}' })
		.where('id', '=', postId);

/** Idempotent by id: publishing twice inserts once. */
export const insertPost = (db: CommunityDb, { body, locale, facts = {}, ...post }: NewPost) =>
	db
		.insertInto('posts')
		.values({
			...post,
			body: JSON.stringify(body),
			...{ state: firstStateOf(post.kind), kindFacts: JSON.stringify(facts) },
			search: searchVector(
				locale,
				{ title: post.title, body },
				{ db, authorId: post.authorId, hasPoll: post.hasPoll ?? false },
			),
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

type Edit = {
	locale: string;
	title: string;
	body: RichText;
	excerpt: string;
	coverFileId: string | null;
	/** Null for an edit that leaves no trace. */
	editedAt: Date | null;
	contentWarning?: string;
	/** Only where it gets its poll now. */
	hasPoll?: true;
};

/** Whose the row is that is being changed, and whether it has a poll. */
const itself = (db: CommunityDb) => ({
	db,
	authorId: sql<string>`posts.author_id`,
	hasPoll: sql<boolean>`posts.has_poll`,
});

export const updatePost = (db: CommunityDb, postId: string, { body, locale, ...edit }: Edit) =>
	db
		.updateTable('posts')
		.set({
			...edit,
			body: JSON.stringify(body),
			search: searchVector(
				locale,
				{ title: edit.title, body },
				{ ...itself(db), ...(edit.hasPoll && { hasPoll: true }) },
			),
			version: sql<number>`version + 1`,
		})
		.where('id', '=', postId);

export const setPostPinned = (
	db: CommunityDb,
	postId: string,
	pin: { pinnedAt: Date | null; pinnedUntil: Date | null },
) => db.updateTable('posts').set(pin).where('id', '=', postId);

type InSpace = {
	spaceId: string;
	/** Where what shows them was written, when that is not where it is shown. */
	fromSpaceId?: string | undefined;
};

/** Binds the writers' own, yet unbound pictures to the space of what they were put into. */
export const attachFiles = (
	db: CommunityDb,
	{
		fileIds,
		ownerIds,
		spaceId,
		fromSpaceId = spaceId,
		now,
	}: { fileIds: string[]; ownerIds: readonly string[]; now: Date } & InSpace,
) =>
	db
		.updateTable('files')
		.set({ spaceId, attachedAt: now })
		.where('id', 'in', fileIds)
		.where('ownerId', 'in', [...ownerIds])
		.where('purpose', '=', 'post')
		.where('state', '=', 'ready')
		.where((eb) => eb.or([eb('spaceId', 'is', null), eb('spaceId', 'in', [spaceId, fromSpaceId])]))
		.returning('id');

/** Remembers what shows a file; an edit takes nothing away, because earlier versions show it too. */
export const noteUses = (db: CommunityDb, fileIds: readonly string[], subjectId: string) =>
	db
		.insertInto('fileUses')
		.values(fileIds.map((fileId) => ({ fileId, subjectId })))
		.onConflict((conflict) => conflict.doNothing());

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

/** Posts among these, locked, to have their words for search made anew. */
export const postsToReword = (db: CommunityDb, ids: readonly string[]) =>
	db
		.selectFrom('posts')
		.select(['id', 'title', 'body'])
		.where('id', 'in', [...ids])
		.orderBy('id')
		.forNoKeyUpdate();

export const setPostSearch = (
	db: CommunityDb,
	id: string,
	{ locale, title, body }: Pick<Edit, 'locale' | 'title' | 'body'>,
) =>
	db
		.updateTable('posts')
		.set({ search: searchVector(locale, { title, body }, itself(db)) })
		.where('id', '=', id);

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
			search: searchVector(locale, { title, body }, itself(db)),
		})
		.where('id', '=', id);
