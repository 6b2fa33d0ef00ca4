import { sql, type Expression, type SelectQueryBuilder, type SqlBool } from 'kysely';
import type { CommunityDb, CommunityTables } from '@kith/db/handles';
import { accessible } from '../permissions/where.ts';
import { isShared } from '../permissions/co-written.queries.ts';
import { newestOf } from './latest.queries.ts';
import { within, type Scope } from './quiet.queries.ts';
import { newestWanted } from './wanted-posts.queries.ts';

type Listing = Scope & { limit: number };
type ByDate = Listing & { after: readonly [string, string] | null };
export type ByNumber = Listing & { after: readonly [number, string] | null };

const readable = (listing: Scope, posts: SelectQueryBuilder<CommunityTables, 'posts', object>) =>
	posts.select(['posts.id', 'posts.createdAt']).where(within(listing));

const before = (after: ByDate['after']) =>
	after === null
		? sql<SqlBool>`true`
		: sql<SqlBool>`(posts.created_at, posts.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`;

const dated = (db: CommunityDb, listing: ByDate) =>
	readable(
		listing,
		newestWanted(db, listing, listing.limit + 1, () => before(listing.after)),
	)
		.$if(listing.after !== null, (query) => query.where(before(listing.after)))
		.orderBy('posts.createdAt', 'desc')
		.orderBy('posts.id', 'desc')
		.limit(listing.limit + 1);

/** The newest posts of other spaces that are shown in this one, by the space's own order of time. */
const placed = (db: CommunityDb, { spaceId = '', ...listing }: ByDate) =>
	db
		.selectFrom('postPlacements')
		.innerJoin('posts', 'posts.id', 'postPlacements.postId')
		.select(['posts.id', 'posts.createdAt'])
		.where('postPlacements.spaceId', '=', spaceId)
		.where(within(listing))
		.$if(listing.after !== null, (query) =>
			query.where(
				sql<SqlBool>`(post_placements.posted_at, post_placements.post_id) < (${listing.after?.[0]}::timestamptz, ${listing.after?.[1]}::uuid)`,
			),
		)
		.orderBy('postPlacements.postedAt', 'desc')
		.orderBy('postPlacements.postId', 'desc')
		.limit(listing.limit + 1);

/** The ideas that most want first, one more than asked for. */
export const mostWanted = (db: CommunityDb, listing: ByNumber) =>
	db
		.selectFrom('posts')
		.select(['posts.id', 'posts.voteCount'])
		.where(within({ ...listing, spaceId: undefined }))
		.$if(listing.spaceId !== undefined, (query) =>
			query.where((eb) =>
				eb.or([
					eb('posts.spaceId', '=', listing.spaceId ?? ''),
					eb.exists(
						eb
							.selectFrom('postPlacements')
							.select('postPlacements.postId')
							.whereRef('postPlacements.postId', '=', 'posts.id')
							.where('postPlacements.spaceId', '=', listing.spaceId ?? ''),
					),
				]),
			),
		)
		// Written out, so that the index of ideas alone is known to hold all of them.
		.where('posts.kind', '=', sql.lit('idea'))
		.$if(listing.after !== null, (query) =>
			query.where(
				sql<SqlBool>`(posts.vote_count, posts.id) < (${listing.after?.[0]}::integer, ${listing.after?.[1]}::uuid)`,
			),
		)
		.orderBy('posts.voteCount', 'desc')
		.orderBy('posts.id', 'desc')
		.limit(listing.limit + 1);

/** The newest posts first, one more than asked for; in a space with those of other spaces that are shown in it. */
export const latestInFeed = (db: CommunityDb, listing: ByDate) =>
	db
		.selectFrom(dated(db, listing).as('own'))
		.selectAll()
		.$if(listing.spaceId !== undefined, (query) =>
			query.unionAll((eb) => eb.parens(placed(db, listing))),
		)
		.orderBy('createdAt', 'desc')
		.orderBy('id', 'desc')
		.limit(listing.limit + 1);

/** The newest posts under the tag that is followed, by the tag's own order of time. */
const tagged = (db: CommunityDb, listing: ByDate) =>
	db
		.selectFrom('postTags')
		.innerJoin('posts', 'posts.id', 'postTags.postId')
		.select(['posts.id', 'posts.createdAt'])
		.whereRef('postTags.tagId', '=', sql<string>`tag_follows.tag_id`)
		.where('postTags.shownAt', 'is not', null)
		.where(within(listing))
		.$if(listing.after !== null, (query) =>
			query.where(
				sql<SqlBool>`(post_tags.shown_at, post_tags.post_id) < (${listing.after?.[0]}::timestamptz, ${listing.after?.[1]}::uuid)`,
			),
		)
		.orderBy('postTags.shownAt', 'desc')
		.orderBy('postTags.postId', 'desc')
		.limit(listing.limit + 1);

/** Whether the reader follows somebody who wrote along on one of the posts that are looked through. */
const isByFollowed = (db: CommunityDb, viewerId: string) =>
	sql<SqlBool>`exists (${db
		.selectFrom('relations')
		.select('relations.targetId')
		.where('relations.memberId', '=', viewerId)
		.where('relations.kind', '=', 'follow')
		.where(sql<SqlBool>`relations.target_id = any(posts.co_author_ids)`)})`;

/**
 * The newest posts of whom and what the reader follows, one more than asked for: a few from each, so that rare ones
 * cost no walk through all posts.
 */
export const followedPosts = (db: CommunityDb, listing: ByDate) => {
	const { viewerId } = listing.reader;
	const newest = (eb: unknown, column: 'authorId' | 'spaceId', of: Expression<string>) =>
		newestOf(eb as CommunityDb, column, of)
			.select(['posts.id', 'posts.createdAt'])
			.where(within(listing))
			.$if(listing.after !== null, (query) => query.where(before(listing.after)))
			.limit(listing.limit + 1)
			.as('latest');
	const byAuthors = db
		.selectFrom('relations')
		.innerJoinLateral(
			(eb) => newest(eb, 'authorId', sql<string>`relations.target_id`),
			(join) => join.onTrue(),
		)
		.select(['latest.id', 'latest.createdAt'])
		.where('relations.memberId', '=', viewerId)
		.where('relations.kind', '=', 'follow');
	const withOthers = db
		.selectFrom('posts')
		.select(['posts.id', 'posts.createdAt'])
		.where(isShared(db))
		.where(isByFollowed(db, viewerId))
		.where(within(listing))
		.where(before(listing.after))
		.orderBy('posts.createdAt', 'desc')
		.orderBy('posts.id', 'desc')
		.limit(listing.limit + 1);
	const inSpaces = db
		.selectFrom('spaceVisits')
		.innerJoinLateral(
			(eb) => newest(eb, 'spaceId', sql<string>`space_visits.space_id`),
			(join) => join.onTrue(),
		)
		.select(['latest.id', 'latest.createdAt'])
		.where('spaceVisits.memberId', '=', viewerId)
		.where('spaceVisits.followedAt', 'is not', null);
	const underTags = db
		.selectFrom('tagFollows')
		.innerJoinLateral(
			(eb) => tagged(eb as unknown as CommunityDb, listing).as('latest'),
			(join) => join.onTrue(),
		)
		.select(['latest.id', 'latest.createdAt'])
		.where('tagFollows.memberId', '=', viewerId);
	return db
		.selectFrom(
			byAuthors
				.union(db.selectFrom(withOthers.as('along')).selectAll())
				.union(inSpaces)
				.union(underTags)
				.as('followed'),
		)
		.selectAll()
		.orderBy('createdAt', 'desc')
		.orderBy('id', 'desc')
		.limit(listing.limit + 1);
};

/** What a member chose to see, what of theirs may count for it, and how the community weighs. */
export const feedChoice = (db: CommunityDb, memberId: string) =>
	db.selectNoFrom((eb) => [
		eb.selectFrom('members').select('feed').where('id', '=', memberId).as('feed'),
		eb.selectFrom('members').select('isPersonal').where('id', '=', memberId).as('isPersonal'),
		eb.selectFrom('members').select('learnedSince').where('id', '=', memberId).as('learnedSince'),
		eb.selectFrom('settings').select('value').where('key', '=', 'feed').as('weights'),
	]);

export const chooseFeedRow = (db: CommunityDb, memberId: string, feed: string) =>
	db
		.updateTable('members')
		.set({ feed })
		.where('id', '=', memberId)
		.where(sql<SqlBool>`feed is distinct from ${feed}`);

export const hidePostRow = (db: CommunityDb, memberId: string, postId: string, now: Date) =>
	db
		.insertInto('hiddenPosts')
		.values({ memberId, postId, createdAt: now })
		.onConflict((conflict) => conflict.doNothing());

export const showPostRow = (db: CommunityDb, memberId: string, postId: string) =>
	db.deleteFrom('hiddenPosts').where('memberId', '=', memberId).where('postId', '=', postId);

export const forgetFeedOf = (db: CommunityDb, memberId: string) =>
	db.deleteFrom('hiddenPosts').where('memberId', '=', memberId);

/** What is looked at for them. */
const RECENT = 500;

/** Active authors whom the reader does not follow yet, most posts of the last `days` first; looks at a bounded number. */
export const activeAuthors = (
	db: CommunityDb,
	{ ability, reader }: Pick<Listing, 'ability' | 'reader'>,
	since: Date,
) =>
	db
		.with('recent', (inner) =>
			readable(
				{ ability, reader },
				newestWanted(inner as unknown as CommunityDb, { ability, reader }, RECENT, (eb) =>
					eb('posts.createdAt', '>', since),
				),
			)
				.select(['posts.authorId', 'posts.spaceId'])
				.where('posts.createdAt', '>', since)
				.orderBy('posts.createdAt', 'desc')
				.limit(RECENT),
		)
		.selectFrom('recent')
		.innerJoin('members', 'members.id', 'recent.authorId')
		.select(['members.id', 'members.handle', 'members.name', 'members.avatarFileId'])
		.select(sql<number>`count(*)::int`.as('posts'))
		.where(accessible(ability, 'read', 'Member', 'members'))
		.where('members.id', '<>', reader.viewerId)
		.where((eb) =>
			eb.not(
				eb.exists(
					eb
						.selectFrom('relations')
						.select('kind')
						.where('memberId', '=', reader.viewerId)
						.where('kind', '=', 'follow')
						.whereRef('targetId', '=', 'members.id'),
				),
			),
		)
		.groupBy('members.id')
		.orderBy('posts', 'desc')
		.orderBy('members.id')
		.limit(4);

export const followedSpaceIds = (db: CommunityDb, memberId: string) =>
	db
		.selectFrom('spaceVisits')
		.select('spaceId')
		.where('memberId', '=', memberId)
		.where('followedAt', 'is not', null)
		.limit(500);

export const postCounts = (db: CommunityDb, spaceIds: readonly string[]) =>
	db
		.selectFrom('spaces')
		.select(['id', 'postCount'])
		.where('id', '=', sql<string>`any(${[...spaceIds]}::uuid[])`)
		.where('postCount', '>', 0)
		.orderBy('postCount', 'desc')
		.limit(4);
