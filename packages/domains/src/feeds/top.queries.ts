import { sql, type AliasedExpression, type SqlBool } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import type { ByNumber } from './feeds.queries.ts';
import { within } from './quiet.queries.ts';
import { eachSpace, lookedInto } from './wanted-posts.queries.ts';

const scored = (db: CommunityDb, listing: ByNumber) =>
	db
		.selectFrom('postScores')
		.innerJoin('posts', 'posts.id', 'postScores.postId')
		.select(['postScores.postId as id', 'postScores.score'])
		.where(within({ ...listing, spaceId: undefined }))
		.$if(listing.after !== null, (query) =>
			query.where(
				sql<SqlBool>`post_scores.score <= ${listing.after?.[0]} and (post_scores.score < ${listing.after?.[0]} or post_scores.post_id > ${listing.after?.[1]})`,
			),
		)
		.orderBy('postScores.score', 'desc')
		.orderBy('postScores.postId')
		.limit(listing.limit + 1);

const OPEN = sql<string>`open.space_id`;

/**
 * Of one space when one is asked for, said of the scores, whose order of one space it is that the index keeps. Of an open
 * space as a range, by the reason that `newestOf` has.
 */
const scoredHere = (db: CommunityDb, listing: ByNumber) =>
	scored(db, listing)
		.$if(listing.spaceId !== undefined, (query) =>
			query.where('postScores.spaceId', '=', listing.spaceId ?? ''),
		)
		.$if(lookedInto(listing) !== null, (query) =>
			query
				.where((eb) => eb.between('postScores.spaceId', OPEN, OPEN))
				.clearOrderBy()
				.orderBy('postScores.spaceId')
				.orderBy('postScores.score', 'desc')
				.orderBy('postScores.postId'),
		);

/** The best of `own`, and of the posts of other spaces that are shown in the one that was asked for. */
function bestOf(
	db: CommunityDb,
	own: AliasedExpression<{ id: string; score: number }, 'own'>,
	listing: ByNumber,
	since = new Date(0),
) {
	const shown = scored(db, listing)
		.where('posts.createdAt', '>=', since)
		.where('posts.id', 'in', (eb) =>
			eb
				.selectFrom('postPlacements')
				.select('postPlacements.postId')
				.where('postPlacements.spaceId', '=', listing.spaceId ?? ''),
		);
	return db
		.selectFrom(own)
		.select(['own.id', 'own.score'])
		.$if(listing.spaceId !== undefined, (query) => query.unionAll((eb) => eb.parens(shown)))
		.orderBy('score', 'desc')
		.orderBy('id')
		.limit(listing.limit + 1);
}

/** The most talked about of all time, one more than asked for. */
export const topOfAll = (db: CommunityDb, listing: ByNumber) =>
	bestOf(db, ofEach(db, listing, lookedInto(listing)).as('own'), listing);

const ofEach = (db: CommunityDb, listing: ByNumber, spaces: readonly string[] | null) =>
	spaces === null
		? scoredHere(db, listing)
		: db
				.selectFrom(eachSpace(spaces))
				.innerJoinLateral(
					(eb) => scoredHere(eb as unknown as CommunityDb, listing).as('best'),
					(join) => join.onTrue(),
				)
				.select(['best.id', 'best.score']);

/** The most talked about since a moment: the best of each day, however many posts a day has. */
export function topSince(db: CommunityDb, since: Date, now: Date, listing: ByNumber) {
	const spaces = lookedInto(listing);
	const ofEachDay = db
		.selectFrom(
			sql<{
				day: Date;
			}>`(select day::date from generate_series((${since}::timestamptz at time zone 'UTC')::date::timestamp,
				(${now}::timestamptz at time zone 'UTC')::date::timestamp, interval '1 day') as day)`.as<'days'>(
				sql`days`,
			),
		)
		.$if(spaces !== null, (query) =>
			query.innerJoin(eachSpace(spaces ?? []), (join) => join.onTrue()),
		)
		.innerJoinLateral(
			(eb) =>
				scoredHere(eb as unknown as CommunityDb, listing)
					.whereRef('postScores.day', '=', sql<string>`days.day`)
					.where('posts.createdAt', '>=', since)
					.as('best'),
			(join) => join.onTrue(),
		)
		.select(['best.id', 'best.score']);
	return bestOf(db, ofEachDay.as('own'), listing, since);
}

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
