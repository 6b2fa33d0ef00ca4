import { sql } from 'kysely';
import { jsonArrayFrom, jsonObjectFrom } from 'kysely/helpers/postgres';
import type { CommunityDb } from '@kith/db/handles';

/** More ideas merged into one are not named on its page. */
const MOST_MERGED = 20;

/** A title, and what the rules ask of whoever would read it. */
const TITLED = [
	...(['posts.id', 'posts.title', 'posts.spaceId as space', 'posts.status'] as const),
	...(['posts.authorId as author', 'posts.coAuthorIds as others'] as const),
] as const;

type Subject = { id: string; answerId: string | null; mergedIntoId: string | null };

/** What only posts of some kinds have, for one post: one statement, whatever its kind. Names in JSON are one word. */
export const partsRow = (
	db: CommunityDb,
	{ id, answerId, mergedIntoId }: Subject,
	ballotKeys: readonly string[],
) =>
	db.selectNoFrom((eb) => [
		jsonObjectFrom(pollRow(db, id)).as('poll'),
		jsonArrayFrom(rankedBallots(db, id)).as('ballots'),
		eb
			.selectFrom('ballots')
			.select('ballots.choices')
			.where('ballots.postId', '=', id)
			.where('ballots.voter', 'in', [...ballotKeys])
			.as('ballot'),
		jsonObjectFrom(
			eb
				.selectFrom('comments')
				.innerJoin('members', 'members.id', 'comments.authorId')
				.select(['comments.id', 'comments.authorId as author', 'comments.body'])
				.select('comments.createdAt as at')
				.select(['members.handle', 'members.name', 'members.avatarFileId as avatar'])
				.where('comments.id', '=', answerId)
				.where('comments.status', '=', 'published'),
		).as('answer'),
		jsonObjectFrom(eb.selectFrom('posts').select(TITLED).where('posts.id', '=', mergedIntoId)).as(
			'mergedInto',
		),
		jsonArrayFrom(
			eb
				.selectFrom('posts')
				.select(TITLED)
				.where('posts.mergedIntoId', '=', id)
				.orderBy('posts.id')
				.limit(MOST_MERGED),
		).as('merged'),
	]);

const pollRow = (db: CommunityDb, postId: string) =>
	db
		.selectFrom('polls')
		.select(['polls.method', 'polls.choices', 'polls.results', 'polls.tally'])
		.select(['polls.maxChoices as most', 'polls.isAnonymous as anonymous'])
		.select(['polls.endsAt as ends', 'polls.closedAt as closed', 'polls.voterCount as voters'])
		.where('polls.postId', '=', postId);

/** Equal ballots of a ranked poll with how many there are: what its rounds are counted from. */
const rankedBallots = (db: CommunityDb, postId: string) =>
	db
		.selectFrom('ballots')
		.innerJoin('polls', 'polls.postId', 'ballots.postId')
		.select(['ballots.choices', sql<number>`count(*)::int`.as('count')])
		.where('ballots.postId', '=', postId)
		.where('polls.method', '=', 'ranked')
		.groupBy('ballots.choices');
