import { sql, type SqlBool } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import { accessible } from '../permissions/where.ts';
import { within, type Scope } from './quiet.queries.ts';

type Listing = Scope & { limit: number };
type ByDate = Listing & { after: readonly [string, string] | null };
type ByNumber = Listing & { after: readonly [number, string] | null };

const readable = (db: CommunityDb, listing: Listing) =>
	db.selectFrom('posts').select(['posts.id', 'posts.createdAt']).where(within(listing));

const dated = (db: CommunityDb, listing: ByDate) =>
	readable(db, listing)
		.$if(listing.after !== null, (query) =>
			query.where(
				sql<SqlBool>`(posts.created_at, posts.id) < (${listing.after?.[0]}::timestamptz, ${listing.after?.[1]}::uuid)`,
			),
		)
		.orderBy('posts.createdAt', 'desc')
		.orderBy('posts.id', 'desc')
		.limit(listing.limit + 1);

/** The ideas that most want first, one more than asked for. */
export const mostWanted = (db: CommunityDb, listing: ByNumber) =>
	db
		.selectFrom('posts')
		.select(['posts.id', 'posts.voteCount'])
		.where(within(listing))
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

/** The newest posts first, one more than asked for. */
export const latestInFeed = (db: CommunityDb, listing: ByDate) => dated(db, listing);

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

/**
 * The newest posts of whom and what the reader follows, one more than asked for: a few from each, so that rare ones
 * cost no walk through all posts.
 */
export const followedPosts = (db: CommunityDb, listing: ByDate) => {
	const { viewerId } = listing.reader;
	const newestOf = (eb: unknown) => dated(eb as CommunityDb, listing);
	const byAuthors = db
		.selectFrom('relations')
		.innerJoinLateral(
			(eb) =>
				newestOf(eb)
					.whereRef('posts.authorId', '=', sql<string>`relations.target_id`)
					.as('latest'),
			(join) => join.onTrue(),
		)
		.select(['latest.id', 'latest.createdAt'])
		.where('relations.memberId', '=', viewerId)
		.where('relations.kind', '=', 'follow');
	const inSpaces = db
		.selectFrom('spaceVisits')
		.innerJoinLateral(
			(eb) =>
				newestOf(eb)
					.whereRef('posts.spaceId', '=', sql<string>`space_visits.space_id`)
					.as('latest'),
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
		.selectFrom(byAuthors.union(inSpaces).union(underTags).as('followed'))
		.selectAll()
		.orderBy('createdAt', 'desc')
		.orderBy('id', 'desc')
		.limit(listing.limit + 1);
};

const scored = (db: CommunityDb, listing: ByNumber) =>
	db
		.selectFrom('postScores')
		.innerJoin('posts', 'posts.id', 'postScores.postId')
		.select(['postScores.postId as id', 'postScores.score'])
		.where(within(listing))
		// Said of the scores too, whose order of one space it is that the index keeps.
		.$if(listing.spaceId !== undefined, (query) =>
			query.where('postScores.spaceId', '=', listing.spaceId ?? ''),
		)
		.$if(listing.after !== null, (query) =>
			query.where(
				sql<SqlBool>`post_scores.score <= ${listing.after?.[0]} and (post_scores.score < ${listing.after?.[0]} or post_scores.post_id > ${listing.after?.[1]})`,
			),
		)
		.orderBy('postScores.score', 'desc')
		.orderBy('postScores.postId')
		.limit(listing.limit + 1);

/** The most talked about of all time, one more than asked for. */
export const topOfAll = (db: CommunityDb, listing: ByNumber) => scored(db, listing);

/** The most talked about since a moment: the best of each day, however many posts a day has. */
export const topSince = (db: CommunityDb, since: Date, now: Date, listing: ByNumber) =>
	db
		.selectFrom(
			sql<{
				day: Date;
			}>`(select day::date from generate_series((${since}::timestamptz at time zone 'UTC')::date::timestamp,
				(${now}::timestamptz at time zone 'UTC')::date::timestamp, interval '1 day') as day)`.as<'days'>(
				sql`days`,
			),
		)
		.innerJoinLateral(
			(eb) =>
				scored(eb as unknown as CommunityDb, listing)
					.whereRef('postScores.day', '=', sql<string>`days.day`)
					.where('posts.createdAt', '>=', since)
					.as('best'),
			(join) => join.onTrue(),
		)
		.select(['best.id', 'best.score'])
		.orderBy('best.score', 'desc')
		.orderBy('best.id')
		.limit(listing.limit + 1);

/** What a member chose to see, and how the community weighs. */
export const feedChoice = (db: CommunityDb, memberId: string) =>
	db.selectNoFrom((eb) => [
		eb.selectFrom('members').select('feed').where('id', '=', memberId).as('feed'),
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

export const savedAmong = (db: CommunityDb, memberId: string, postIds: readonly string[]) =>
	db
		.selectFrom('bookmarks')
		.select('postId')
		.where('memberId', '=', memberId)
		.where('postId', '=', sql<string>`any(${[...postIds]}::uuid[])`);

const SCORE = sql<number>`2 * posts.comment_count + posts.reaction_count`;

/** Writes a post's score anew from its counts: right however often and in whatever order it runs. */
export const scorePost = (db: CommunityDb, postId: string) =>
	db
		.insertInto('postScores')
		.columns(['postId', 'spaceId', 'day', 'score'])
		.expression((eb) =>
			eb
				.selectFrom('posts')
				.select([
					'posts.id',
					'posts.spaceId',
					sql<Date>`(posts.created_at at time zone 'UTC')::date`.as('day'),
					SCORE.as('score'),
				])
				.where('posts.id', '=', postId)
				.where('posts.status', '=', 'published')
				.where(sql<SqlBool>`${SCORE} > 0`),
		)
		.onConflict((conflict) =>
			conflict.column('postId').doUpdateSet((eb) => ({
				spaceId: eb.ref('excluded.spaceId'),
				score: eb.ref('excluded.score'),
			})),
		)
		.returning('postId');

export const unscorePost = (db: CommunityDb, postId: string) =>
	db.deleteFrom('postScores').where('postId', '=', postId);

export const forgetFeedOf = (db: CommunityDb, memberId: string) =>
	db.deleteFrom('hiddenPosts').where('memberId', '=', memberId);

/** Active authors whom the reader does not follow yet, most posts of the last `days` first; looks at a bounded number. */
export const activeAuthors = (
	db: CommunityDb,
	{ ability, reader }: Pick<Listing, 'ability' | 'reader'>,
	since: Date,
) =>
	db
		.with('recent', (inner) =>
			readable(inner as unknown as CommunityDb, { ability, reader, limit: 0 })
				.select(['posts.authorId', 'posts.spaceId'])
				.where('posts.createdAt', '>', since)
				.orderBy('posts.createdAt', 'desc')
				.limit(500),
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
